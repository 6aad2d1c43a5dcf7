import type { Outcome } from '../api/schema-words.js'

export interface Day {
  readonly at: string
  readonly counts: Readonly<Record<Outcome, number>>
}

const dayMs = 24 * 3_600_000
const dayOf = (instant: string) => instant.slice(0, 10)

/** The days from the first to the last with anything in it, days without anything included. */
export function daily(
  buckets: readonly { at: string; outcome: Outcome; count: number }[],
  today: Date,
  days: number,
): Day[] {
  const end = Date.parse(`${today.toISOString().slice(0, 10)}T00:00:00Z`)
  return Array.from({ length: days }, (_, i) => {
    const at = new Date(end - (days - 1 - i) * dayMs).toISOString().slice(0, 10)
    const counts: Record<Outcome, number> = { VIOLATES: 0, ALLOWED: 0, UNDETERMINED: 0 }
    for (const bucket of buckets)
      if (dayOf(bucket.at) === at) counts[bucket.outcome] += bucket.count
    return { at, counts }
  })
}

export interface Share {
  readonly policy: string
  readonly verdicts: number
  readonly flagged: number
  /** One a day, oldest first; null where nothing was judged. */
  readonly shares: readonly (number | null)[]
}

/** The flagged share of each policy by day, the most flagged policy first. */
export function sharesByPolicy(
  buckets: readonly { at: string; policy: string; verdicts: number; flagged: number }[],
  today: Date,
  days: number,
): Share[] {
  const end = Date.parse(`${today.toISOString().slice(0, 10)}T00:00:00Z`)
  const policies = [...new Set(buckets.map(({ policy }) => policy))]
  return policies
    .map((policy) => {
      const own = buckets.filter((bucket) => bucket.policy === policy)
      const shares = Array.from({ length: days }, (_, i) => {
        const at = new Date(end - (days - 1 - i) * dayMs).toISOString().slice(0, 10)
        const of = own.filter((bucket) => dayOf(bucket.at) === at)
        const verdicts = of.reduce((sum, bucket) => sum + bucket.verdicts, 0)
        return verdicts ? of.reduce((sum, bucket) => sum + bucket.flagged, 0) / verdicts : null
      })
      return {
        policy,
        verdicts: own.reduce((sum, bucket) => sum + bucket.verdicts, 0),
        flagged: own.reduce((sum, bucket) => sum + bucket.flagged, 0),
        shares,
      }
    })
    .sort((a, b) => b.flagged / b.verdicts - a.flagged / a.verdicts)
}

/** Where an instant stands among the last `days` days, from 0 to 1; null when before them. */
export function placeInDays(instant: string, today: Date, days: number): number | null {
  const end = Date.parse(`${today.toISOString().slice(0, 10)}T00:00:00Z`)
  const place =
    (Date.parse(`${dayOf(instant)}T00:00:00Z`) - (end - (days - 1) * dayMs)) / ((days - 1) * dayMs)
  return place >= 0 && place <= 1 ? place : null
}
