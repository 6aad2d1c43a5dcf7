import { Inject } from '@nestjs/common'
import { ContentAccess } from '@assize/content/nest'
import { Permit } from '@assize/identity/nest'
import { Clock } from '@assize/kernel'
import type { GraphqlContext } from '@assize/platform/nest'
import type { Verdict } from '@assize/verdict'
import { VerdictType } from '@assize/verdict/nest'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { CaseType, toCaseType } from './case.graphql.js'
import { DecisionType, toDecisionType } from './decision.graphql.js'
import { ReviewLoaders } from './review-loaders.js'

/** What people made of a verdict, for those who may read cases; nothing for others. */
@Resolver(() => VerdictType)
export class VerdictCaseResolver {
  constructor(
    @Inject(ReviewLoaders) private readonly loaders: ReviewLoaders,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('verdict:read')
  @ResolveField(() => CaseType, { nullable: true })
  async case(
    @Parent() verdict: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<CaseType | null> {
    if (!(await this.allows(verdict, context))) return null
    const found = await this.loaders.caseOfVerdict(context, verdict.id)
    return found && toCaseType(found, this.clock.now())
  }

  @Permit('verdict:read')
  @ResolveField(() => [DecisionType], { description: 'Newest first, reversed ones too.' })
  async decisions(
    @Parent() verdict: Verdict,
    @Context() context: GraphqlContext,
  ): Promise<DecisionType[]> {
    if (!(await this.allows(verdict, context))) return []
    const now = this.clock.now()
    const found = await this.loaders.decisionsOfVerdict(context, verdict.id)
    return found.map((decision) => toDecisionType(decision, now))
  }

  private allows(verdict: Verdict, context: GraphqlContext): Promise<boolean> {
    return this.access.allows(context, 'case:read', verdict.contentItemId)
  }
}
