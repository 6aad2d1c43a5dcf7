import { Inject } from '@nestjs/common'
import { ContentItemType, ContentLoaders } from '@assize/content/nest'
import type { Principal } from '@assize/identity'
import { AuditTrail, CurrentPrincipal, PeopleLoaders, PersonBrief } from '@assize/identity/nest'
import { Clock } from '@assize/kernel'
import type { GraphqlContext } from '@assize/platform/nest'
import { versionKey } from '@assize/policy'
import { PolicyLoaders, PolicyVersionType, toVersionType } from '@assize/policy/nest'
import { VerdictLoaders, VerdictType } from '@assize/verdict/nest'
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { CaseEventType, CaseType } from './case.graphql.js'
import { DecisionType, toDecisionType } from './decision.graphql.js'
import { ReviewLoaders } from './review-loaders.js'

/** What a case is about and what became of it; whoever may see a case may see these, words as their own rules say. */
@Resolver(() => CaseType)
export class CaseFieldsResolver {
  constructor(
    @Inject(ReviewLoaders) private readonly loaders: ReviewLoaders,
    @Inject(VerdictLoaders) private readonly verdicts: VerdictLoaders,
    @Inject(ContentLoaders) private readonly content: ContentLoaders,
    @Inject(PolicyLoaders) private readonly policies: PolicyLoaders,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ResolveField(() => VerdictType)
  verdict(@Parent() { verdictId }: CaseType, @Context() context: GraphqlContext) {
    return this.verdicts.verdict(context, verdictId)
  }

  @ResolveField(() => ContentItemType)
  contentItem(@Parent() { contentItemId }: CaseType, @Context() context: GraphqlContext) {
    return this.content.item(context, contentItemId)
  }

  @ResolveField(() => PolicyVersionType)
  async policyVersion(
    @Parent() { policy, policyCommit }: CaseType,
    @Context() context: GraphqlContext,
  ): Promise<PolicyVersionType | null> {
    const version = await this.policies.version(context, versionKey(policy, policyCommit))
    return version && toVersionType(version)
  }

  @ResolveField(() => PersonBrief, { nullable: true })
  leaseHolder(
    @Parent() { holderId }: CaseType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief | null> {
    return this.people.brief(context, holderId)
  }

  @ResolveField(() => Boolean)
  mine(@Parent() { holderId }: CaseType, @CurrentPrincipal() principal: Principal): boolean {
    return holderId === principal.id
  }

  @ResolveField(() => [DecisionType], { description: 'Newest first, reversed ones too.' })
  async decisions(
    @Parent() { id }: CaseType,
    @Context() context: GraphqlContext,
  ): Promise<DecisionType[]> {
    const now = this.clock.now()
    const found = await this.loaders.decisionsOfCase(context, id)
    return found.map((decision) => toDecisionType(decision, now))
  }

  @ResolveField(() => [CaseEventType], { description: 'Oldest first.' })
  async events(
    @Parent() { id }: CaseType,
    @Context() context: GraphqlContext,
  ): Promise<CaseEventType[]> {
    const found = await this.loaders.events(context, id)
    return found.map(({ by, recordedAt, ...event }) => ({ ...event, actor: by, at: recordedAt }))
  }
}

@Resolver(() => CaseEventType)
export class CaseEventResolver {
  constructor(@Inject(PeopleLoaders) private readonly people: PeopleLoaders) {}

  @ResolveField(() => String, { description: 'A name, or system.' })
  async by(
    @Parent() { actor }: CaseEventType,
    @Context() context: GraphqlContext,
  ): Promise<string> {
    return actor.kind === 'system' ? 'system' : (await this.people.brief(context, actor.id)).name
  }
}

@Resolver(() => DecisionType)
export class DecisionResolver {
  constructor(
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'Null where none was given, or once erased.',
  })
  rationale(
    @Parent() { id, rationale }: DecisionType,
    @Context() context: GraphqlContext,
  ): string | null {
    if (rationale !== null) this.trail.shown(context, { type: 'decision', id }, 'rationale')
    return rationale
  }

  @ResolveField(() => PersonBrief)
  decidedBy(
    @Parent() { decidedById }: DecisionType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, decidedById)
  }
}
