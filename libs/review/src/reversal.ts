import type { Decision } from './decision.js'
import { ReviewError } from './review-error.js'

/** How long a person may take back a slip without asking anyone. */
export const graceMs = 30_000

const graceEnd = ({ recordedAt }: Pick<Decision, 'recordedAt'>): Date =>
  new Date(recordedAt.getTime() + graceMs)

/** Until when a decision can be taken back; null once it cannot. */
export const reversibleUntil = (
  decision: Pick<Decision, 'recordedAt' | 'reversed'>,
  now: Date,
): Date | null => (decision.reversed || graceEnd(decision) <= now ? null : graceEnd(decision))

/** Throws `DECISION_NOT_YOURS`, `DECISION_REVERSED` or `GRACE_OVER`. */
export function requireReversible(decision: Decision, personId: string, now: Date): void {
  const facts = { decisionId: decision.id }
  if (decision.decidedBy !== personId)
    throw new ReviewError('DECISION_NOT_YOURS', 'expected the person who decided', facts)
  if (decision.reversed)
    throw new ReviewError('DECISION_REVERSED', 'expected a decision that stands', facts)
  if (graceEnd(decision) <= now)
    throw new ReviewError(
      'GRACE_OVER',
      `expected a reversal within ${graceMs / 1000} seconds of the decision`,
      { ...facts, until: graceEnd(decision) },
    )
}
