/** What of a version's verdicts is watched against its own past. */
export const driftMeasures = ['violates', 'undetermined', 'flagged'] as const
export type DriftMeasure = (typeof driftMeasures)[number]

/** One day, of UTC, of one version. */
export type DriftDay = Readonly<Record<DriftMeasure, number>> & {
  /** `2026-11-21`. */
  readonly day: string
  readonly verdicts: number
}

/** How far a day lies from the days before it; `z` is positive where the share has grown. */
export interface Drift {
  readonly measure: DriftMeasure
  readonly day: string
  readonly share: number
  readonly pastShare: number
  readonly verdicts: number
  readonly pastVerdicts: number
  readonly z: number
  readonly drifted: boolean
}

/** Fewer verdicts say too little; a difference below `leastDifference` is nobody's concern however sure. */
export const driftTerms = {
  pastDays: 28,
  leastVerdicts: 50,
  leastPastVerdicts: 200,
  leastDifference: 0.03,
  z: 4,
} as const

/**
 * Each measure of each day against the window of days before it, as a difference of two proportions. Shares of real
 * traffic move from day to day by more than chance of single verdicts, so z is divided by how much more they moved within
 * the window (the square root of its chi-square by degrees of freedom, never below 1). At 4, a version that does not
 * drift is told of about once in forty years of days. `days` are of one version, oldest first, each once; days with too
 * little to compare are left out, as are those that are not `asked` for.
 */
export function driftsOf(
  days: readonly DriftDay[],
  isAsked: (day: string) => boolean,
): readonly Drift[] {
  let first = 0
  return days.flatMap((own, i) => {
    if (own.verdicts < driftTerms.leastVerdicts || !isAsked(own.day)) return []
    const windowBegins = daysBefore(own.day)
    while ((days[first]?.day ?? own.day) < windowBegins) first += 1
    const past = days.slice(first, i)
    const pastVerdicts = sumOf(past, ({ verdicts }) => verdicts)
    if (pastVerdicts < driftTerms.leastPastVerdicts) return []
    return driftMeasures.map((measure) => driftFrom(own, past, pastVerdicts, measure))
  })
}

function driftFrom(
  own: DriftDay,
  past: readonly DriftDay[],
  pastVerdicts: number,
  measure: DriftMeasure,
): Drift {
  const { day, verdicts } = own
  const share = own[measure] / verdicts
  const pastShare = sumOf(past, (each) => each[measure]) / pastVerdicts
  const z = zOf(verdicts, share, pastVerdicts, pastShare) / spread(past, measure, pastShare)
  const drifted =
    Math.abs(z) >= driftTerms.z && Math.abs(share - pastShare) >= driftTerms.leastDifference
  return { measure, day, share, pastShare, verdicts, pastVerdicts, z, drifted }
}

/** Two proportions, pooled; half a verdict is added to each cell, so that a share of nothing has a spread too. */
function zOf(verdicts: number, share: number, pastVerdicts: number, pastShare: number): number {
  const pooled = (share * verdicts + pastShare * pastVerdicts + 0.5) / (verdicts + pastVerdicts + 1)
  const variance = pooled * (1 - pooled) * (1 / verdicts + 1 / pastVerdicts)
  return (share - pastShare) / Math.sqrt(variance)
}

function spread(past: readonly DriftDay[], measure: DriftMeasure, share: number): number {
  const judged = past.filter(({ verdicts }) => verdicts > 0)
  const variance = share * (1 - share)
  if (judged.length < 3 || variance === 0) return 1
  const chiSquare = sumOf(
    judged,
    (each) => (each.verdicts * (each[measure] / each.verdicts - share) ** 2) / variance,
  )
  return Math.sqrt(Math.max(1, chiSquare / (judged.length - 1)))
}

const daysBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - driftTerms.pastDays * 86_400_000)
    .toISOString()
    .slice(0, 10)

const sumOf = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((sum, each) => sum + of(each), 0)
