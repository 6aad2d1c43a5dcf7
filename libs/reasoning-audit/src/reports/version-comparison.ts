import { wilson, type Interval } from '@assize/kernel'

/** What was counted of one version: how many verdicts, and of them those with each measure. */
export interface VersionCounts {
  readonly verdicts: number
  readonly measures: Readonly<Record<string, number>>
}

export interface SharedMeasure {
  readonly hits: number
  readonly share: number | null
  readonly interval: Interval
}

/** One measure of two versions; `difference` is head minus base, with the interval that holds it. */
export interface MeasureComparison {
  readonly measure: string
  readonly base: SharedMeasure
  readonly head: SharedMeasure
  readonly difference: number | null
  readonly differenceInterval: Interval
  /** Whether the interval leaves out zero. */
  readonly differs: boolean
}

/** Every measure that either version has. */
export function compareVersions(
  base: VersionCounts,
  head: VersionCounts,
): readonly MeasureComparison[] {
  const names = new Set([...Object.keys(base.measures), ...Object.keys(head.measures)])
  return [...names].map((measure) => {
    const [before, after] = [shareOf(base, measure), shareOf(head, measure)]
    const difference =
      before.share === null || after.share === null ? null : after.share - before.share
    const between = differenceInterval(before, after)
    const differs = difference !== null && (between.low > 0 || between.high < 0)
    return { measure, base: before, head: after, difference, differenceInterval: between, differs }
  })
}

function shareOf({ verdicts, measures }: VersionCounts, measure: string): SharedMeasure {
  const hits = measures[measure] ?? 0
  return { hits, share: verdicts === 0 ? null : hits / verdicts, interval: wilson(hits, verdicts) }
}

/**
 * The difference of two independent shares, from both of their Wilson intervals; all that is possible where one of them
 * has no verdicts. Source: Newcombe 1998, method 10.
 */
function differenceInterval(base: SharedMeasure, head: SharedMeasure): Interval {
  if (base.share === null || head.share === null) return { low: -1, high: 1 }
  const difference = head.share - base.share
  const below = Math.hypot(head.share - head.interval.low, base.interval.high - base.share)
  const above = Math.hypot(head.interval.high - head.share, base.share - base.interval.low)
  return { low: Math.max(-1, difference - below), high: Math.min(1, difference + above) }
}
