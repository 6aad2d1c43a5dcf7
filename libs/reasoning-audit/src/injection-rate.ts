/** How many verdicts of a source there were in a while, and in how many the content instructs the judge. */
export interface AttemptCounts {
  readonly verdicts: number
  readonly attempts: number
}

/** A source's share of such content now, beside what is too much for it. */
export interface InjectionRate extends AttemptCounts {
  readonly source: string
  readonly rate: number
  readonly pastRate: number
  readonly threshold: number
  readonly above: boolean
}

const fewestAttempts = 5
const timesItsPast = 2

/** Too much is what was set for everybody, or twice what the source used to send where that is more. */
export function injectionRateOf(
  source: string,
  now: AttemptCounts,
  past: AttemptCounts,
  alertAt: number,
): InjectionRate {
  const rate = shareOf(now)
  const pastRate = shareOf(past)
  const threshold = Math.min(1, Math.max(alertAt, timesItsPast * pastRate))
  const above = now.attempts >= fewestAttempts && rate >= threshold
  return { source, ...now, rate, pastRate, threshold, above }
}

const shareOf = ({ verdicts, attempts }: AttemptCounts): number =>
  verdicts === 0 ? 0 : attempts / verdicts
