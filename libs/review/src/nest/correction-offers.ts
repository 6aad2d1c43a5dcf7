import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { ExampleOffers, type ExampleOffer } from '@assize/policy/nest'
import type { Decision } from '../decision.js'
import { reversibleUntil } from '../reversal.js'
import { ReviewError } from '../review-error.js'
import { PostgresDecisionStore } from './postgres-decision-store.js'

/** Whether it was a correction that nobody took back, or can any more. */
export const standsCorrected = (decision: Decision, now: Date): boolean =>
  decision.isCorrection && !decision.reversed && reversibleUntil(decision, now) === null

/** Hands corrections to the authors of the policy they were made under. */
@Injectable()
export class CorrectionOffers {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresDecisionStore) private readonly decisions: PostgresDecisionStore,
    @Inject(ExampleOffers) private readonly offers: ExampleOffers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `senior` people offer anybody's. Throws `DECISION_UNKNOWN`, `NOT_A_CORRECTION`, and as `ExampleOffers.offer`. */
  async offer(
    by: { readonly id: string; readonly senior: boolean },
    said: { readonly decisionId: string; readonly content: string; readonly note: string },
  ): Promise<ExampleOffer> {
    const decision = await this.decisions.get(this.database, said.decisionId)
    if (!by.senior && decision.decidedBy !== by.id)
      throw new ReviewError('DECISION_UNKNOWN', 'expected a decision of yours, saw none of that id')
    if (!standsCorrected(decision, this.clock.now()))
      throw new ReviewError('NOT_A_CORRECTION', 'expected a correction that stands for good')
    const { id: decisionId, policy, policyCommit, caseId, contentItemId, outcome, rules } = decision
    return this.offers.offer({
      ...{ policy, commit: policyCommit, caseId, decisionId, contentItemId, outcome, rules },
      ...{ offeredBy: by.id, content: said.content, note: said.note },
    })
  }
}
