import { logit } from './risk-model.js'

/** What people decided of earlier verdicts under the same rule, or of the policy where no rule is cited. */
export interface RuleHistory {
  readonly decisions: number
  readonly overturned: number
}

/** As many decisions as it takes to believe a rule's own share as much as what is usual. */
const usualDecisions = 20
/** Cases that reach people are picked; about this share of them is overturned. */
const usualShare = 0.25

/** The share of decisions that overturned a verdict, drawn to what is usual where decisions are few. */
export const shrunkShare = ({ decisions, overturned }: RuleHistory): number =>
  (overturned + usualShare * usualDecisions) / (decisions + usualDecisions)

/** 0 for a rule like any other, above it for one that people overturn more often. */
export const historyScore = (history: RuleHistory | undefined): number =>
  history ? logit(shrunkShare(history)) - logit(usualShare) : 0

/**
 * Half of what the odds say, until decisions tell more: people overturn what was flagged, which is not what was judged,
 * so that their share says less of the next verdict than it seems to.
 */
export const assumedHistoryWeight = 0.5
