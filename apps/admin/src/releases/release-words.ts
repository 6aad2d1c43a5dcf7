import { duration } from '../words/time.js'
import type { Publication } from './documents.js'

/** `canary, 10 % of the content`, `shadow`. */
export const armWords = (arm: 'CANARY' | 'SHADOW', share: number | null) =>
  arm === 'CANARY' ? `canary, ${share ?? 0} % of the content` : 'shadow'

export const armTakes = {
  LIVE: 'judges what no canary takes, and is acted on',
  CANARY: 'judges its share in place of the version in force, and is acted on',
  SHADOW: 'judges everything too; never acted on',
} as const

/** The clock of an emergency rollback: `23 h left`, `overdue by 2 h`. */
export function dueWords(dueAt: string, now: Date): string {
  const leftMs = Date.parse(dueAt) - now.getTime()
  return leftMs < 0 ? `overdue by ${duration(leftMs)}` : `${duration(leftMs)} left`
}

/** Versions that were in force before what is, newest first, each once. */
export function earlierVersions(
  publications: readonly Publication[],
  inForce: string | undefined,
): NonNullable<Publication['version']>[] {
  const seen = new Set([inForce])
  return publications.flatMap(({ commit, version }) => {
    if (!version || seen.has(commit)) return []
    seen.add(commit)
    return [version]
  })
}

/** An instant as a field of date and time holds it, in UTC: `2026-11-14T09:41`. */
export const toField = (at: Date) => at.toISOString().slice(0, 16)

/** What such a field holds as an instant; null for what is none. */
export function fromField(value: string): string | null {
  const at = new Date(`${value}:00.000Z`)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) && !Number.isNaN(at.getTime())
    ? at.toISOString()
    : null
}

export interface Outcomes {
  readonly total: number
  readonly outcome: readonly { readonly value: string; readonly count: number }[]
}

/** The share of an outcome: `12.5 %`; a dash where nothing was judged. */
export function shareOf({ total, outcome }: Outcomes, name: string): string {
  if (total === 0) return '–'
  const count = outcome.find(({ value }) => value === name)?.count ?? 0
  return `${((count / total) * 100).toFixed(1)} %`
}
