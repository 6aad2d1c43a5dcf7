import { Inject } from '@nestjs/common'
import { grantOf, type Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { Clock } from '@assize/kernel'
import { as } from '@assize/platform/nest'
import { Args, ID, Mutation, Resolver } from '@nestjs/graphql'
import { CaseType, toCaseType } from './case.graphql.js'
import { DecisionService } from './decision.service.js'
import { toDecisionType, type DecisionType } from './decision.graphql.js'
import { LeaseService, type LeasedCase } from './lease.service.js'
import { ClaimNextInput, DecideCaseInput } from './review-inputs.graphql.js'
import {
  ClaimedCase,
  ClaimNextResult,
  DecideCaseResult,
  NoCaseWaiting,
  ReleaseLeaseResult,
  ReverseDecisionResult,
} from './review-results.graphql.js'

@Resolver(() => CaseType)
export class ReviewMutationsResolver {
  constructor(
    @Inject(LeaseService) private readonly leases: LeaseService,
    @Inject(DecisionService) private readonly decisions: DecisionService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('review:claim')
  @Audited<object, ClaimedCase | NoCaseWaiting>({
    ...{ action: 'case.claimed', target: 'case' },
    of: () => null,
    made: (answer) => (answer instanceof ClaimedCase ? answer.case.id : null),
  })
  @Mutation(() => ClaimNextResult, {
    description: 'Takes up your own lease again, or the most urgent case that waits.',
  })
  async claimNext(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => ClaimNextInput, nullable: true }) input?: ClaimNextInput,
  ): Promise<ClaimedCase | NoCaseWaiting> {
    const { caseId = null, queue = null, policy = null } = input ?? {}
    const senior = grantOf(principal, 'review:adjudicate') === 'all'
    const by = { id: principal.id, senior }
    const claimed = await this.leases.claim(by, { caseId, queue, policy })
    return claimed ? this.toClaimed(claimed) : as(NoCaseWaiting, { queue })
  }

  @Permit('review:claim')
  @Audited<{ caseId: string }>({
    ...{ action: 'lease.renewed', target: 'case', of: ({ caseId }) => caseId },
  })
  @Mutation(() => ClaimNextResult, { description: 'Holds the case for another full term.' })
  async renewLease(
    @CurrentPrincipal() principal: Principal,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('leaseToken', { type: () => String }) leaseToken: string,
  ): Promise<ClaimedCase> {
    return this.toClaimed(await this.leases.renew(principal.id, caseId, leaseToken))
  }

  @Permit('review:claim')
  @Audited<{ caseId: string }>({
    ...{ action: 'case.released', target: 'case', of: ({ caseId }) => caseId },
  })
  @Mutation(() => ReleaseLeaseResult)
  async releaseLease(
    @CurrentPrincipal() principal: Principal,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('leaseToken', { type: () => String }) leaseToken: string,
    @Args('reason', {
      type: () => String,
      nullable: true,
      description: 'skip, escalate or release; release when absent',
    })
    reason?: string,
  ): Promise<CaseType> {
    const released = await this.leases.release(principal.id, caseId, leaseToken, reason ?? null)
    return toCaseType(released, this.clock.now())
  }

  @Permit('review:submit')
  @Audited<{ input: DecideCaseInput }>({
    ...{ action: 'case.decided', target: 'case', of: ({ input }) => input.caseId },
  })
  @Mutation(() => DecideCaseResult)
  async decideCase(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => DecideCaseInput }) input: DecideCaseInput,
  ): Promise<DecisionType> {
    const { severity = null, errorClass = null, rationale = null, unclear = null } = input
    const request = { ...input, severity, errorClass, rationale, unclear }
    const decision = await this.decisions.decide(principal.id, request)
    return toDecisionType(decision, this.clock.now())
  }

  @Permit('review:submit')
  @Audited<{ decisionId: string }>({
    ...{ action: 'decision.reversed', target: 'decision', of: ({ decisionId }) => decisionId },
  })
  @Mutation(() => ReverseDecisionResult, {
    description: 'Takes back your own decision within its grace time; the case waits again.',
  })
  async reverseDecision(
    @CurrentPrincipal() principal: Principal,
    @Args('decisionId', { type: () => ID }) decisionId: string,
  ): Promise<CaseType> {
    return toCaseType(await this.decisions.reverse(principal.id, decisionId), this.clock.now())
  }

  private toClaimed({ case: claimed, leaseToken }: LeasedCase): ClaimedCase {
    const now = this.clock.now()
    const leaseExpiresAt = claimed.lease?.expiresAt ?? now
    return as(ClaimedCase, { case: toCaseType(claimed, now), leaseToken, leaseExpiresAt })
  }
}
