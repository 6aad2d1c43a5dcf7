import type { Outcome } from '@assize/policy'
import { VerdictError } from './verdict-error.js'

const dayMs = 86_400_000
const mostDays = 366

/** Which verdicts of the live arm are counted: those decided since then, and whether made up or made elsewhere too. */
export interface FiguresScope {
  readonly since: Date
  readonly includeSimulated: boolean
  readonly includeImported: boolean
}

/** Whole days in UTC up to and with today. */
export function parseFiguresScope(
  asked: {
    readonly days?: number | null
    readonly includeSimulated?: boolean | null
    readonly includeImported?: boolean | null
  },
  usualDays: number,
  now: Date,
): FiguresScope {
  const days = asked.days ?? usualDays
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    throw new VerdictError('FIGURES_INVALID', `expected 1 to ${mostDays} days, saw ${days}`, {
      mostDays,
    })
  const today = Math.floor(now.getTime() / dayMs) * dayMs
  return {
    since: new Date(today - (days - 1) * dayMs),
    includeSimulated: asked.includeSimulated ?? false,
    includeImported: asked.includeImported ?? false,
  }
}

/** Verdicts of one day, policy and outcome. */
export interface DayCount {
  readonly at: Date
  readonly policy: string
  readonly outcome: Outcome
  readonly verdicts: number
  readonly flagged: number
}

interface ByOutcome {
  readonly at: Date
  readonly outcome: Outcome
  readonly count: number
}

type ByPolicy = Omit<DayCount, 'outcome'>

/** In order of day; then of outcome or policy. */
export const byOutcome = (counts: readonly DayCount[]): readonly ByOutcome[] =>
  summed(
    counts.map(({ at, outcome, verdicts }) => ({ at, outcome, count: verdicts })),
    ({ at, outcome }) => `${at.toISOString()} ${outcome}`,
    (a, b) => ({ ...a, count: a.count + b.count }),
  )

export const byPolicy = (counts: readonly DayCount[]): readonly ByPolicy[] =>
  summed(
    counts.map(({ outcome: _outcome, ...count }) => count),
    ({ at, policy }) => `${at.toISOString()} ${policy}`,
    (a, b) => ({ ...a, verdicts: a.verdicts + b.verdicts, flagged: a.flagged + b.flagged }),
  )

function summed<T>(
  parts: readonly T[],
  keyOf: (part: T) => string,
  add: (a: T, b: T) => T,
): readonly T[] {
  const sums = new Map<string, T>()
  for (const part of parts) {
    const known = sums.get(keyOf(part))
    sums.set(keyOf(part), known === undefined ? part : add(known, part))
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}
