import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, AuditTrail, CurrentPrincipal, PeopleLoaders, Permit } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { AskRulingInput, RuleInput, Ruling, RulingResult } from './ruling.graphql.js'
import { Rulings, type RulingQuestion } from './rulings.service.js'

type Input<T> = { readonly input: T }

@Resolver(() => Ruling)
export class RulingResolver {
  constructor(
    @Inject(Rulings) private readonly asked: Rulings,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  /** Both sides may quote content: whoever may see none sees no rulings. */
  @Permit('content:view')
  @Query(() => [Ruling], { description: 'Newest first, answered or not.' })
  async rulings(
    @Args('policy', { type: () => String }) policy: string,
    @Context() context: GraphqlContext,
    @Args('rule', { type: () => String, nullable: true }) rule?: string | null,
  ): Promise<Ruling[]> {
    const found = await this.asked.list(policy, rule ?? null)
    return Promise.all(found.map((each) => this.toType(context, each)))
  }

  @Permit('review:submit', 'appeal:decide', 'policy:draft', 'policy:approve')
  @Audited<Input<AskRulingInput>, Ruling>({
    ...{ action: 'ruling.asked', target: 'ruling', of: () => null, made: ({ id }) => id },
  })
  @Mutation(() => RulingResult, { description: 'Asks the author what a rule means.' })
  async askRuling(
    @CurrentPrincipal() { id: by }: Principal,
    @Args('input', { type: () => AskRulingInput }) input: AskRulingInput,
    @Context() context: GraphqlContext,
  ): Promise<Ruling> {
    return this.toType(
      context,
      await this.asked.ask({ ...input, caseId: input.caseId ?? null, by }),
    )
  }

  @Permit('policy:draft')
  @Audited<Input<RuleInput>>({
    ...{ action: 'ruling.given', target: 'ruling', of: ({ input }) => input.rulingId },
  })
  @Mutation(() => RulingResult, {
    name: 'rule',
    description: 'A later ruling stands in place of an earlier one.',
  })
  async giveRuling(
    @CurrentPrincipal() { id: by }: Principal,
    @Args('input', { type: () => RuleInput }) { rulingId, answer, outcome }: RuleInput,
    @Context() context: GraphqlContext,
  ): Promise<Ruling> {
    const ruled = await this.asked.rule(rulingId, { answer, outcome: outcome ?? null, by })
    return this.toType(context, ruled)
  }

  private async toType(context: GraphqlContext, ruling: RulingQuestion): Promise<Ruling> {
    const { askedBy, ruledBy, id } = ruling
    if (ruling.question !== null) this.trail.shown(context, { type: 'ruling', id })
    return as(Ruling, {
      ...ruling,
      askedBy: await this.people.brief(context, askedBy),
      ruledBy: await this.people.brief(context, ruledBy),
    })
  }
}
