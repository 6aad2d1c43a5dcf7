import { canRefit, fewestDecisions } from './risk-refit.js'

const dayMs = 86_400_000

export interface RefitStanding {
  readonly decisions: number
  readonly wrong: number
  /** Decisions since the newest fit, taken into use or not; all of them where there was none. */
  readonly fresh: number
  readonly fittedAt: Date | null
}

/**
 * Whether weights are to be fitted by themselves: as soon as there are enough decisions, then when as many have come
 * again, or when some have and the newest fit is `everyDays` old. Never where `everyDays` is 0.
 */
export function isRefitDue(standing: RefitStanding, everyDays: number, now: Date): boolean {
  const { fresh, fittedAt } = standing
  if (everyDays === 0 || fresh === 0 || !canRefit(standing)) return false
  return (
    fittedAt === null ||
    fresh >= fewestDecisions ||
    now.getTime() - fittedAt.getTime() >= everyDays * dayMs
  )
}
