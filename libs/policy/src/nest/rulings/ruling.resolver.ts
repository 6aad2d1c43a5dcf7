import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { ContentAccess } from '@assize/content/nest'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { Rule } from '../policy-version.graphql.js'
import { AskRulingInput, RuleInput, Ruling, RulingResult } from './ruling.graphql.js'
import { RulingView } from './ruling-view.js'
import { caseUnknown, Rulings } from './rulings.service.js'

type Input<T> = { readonly input: T }

@Resolver(() => Ruling)
export class RulingResolver {
  constructor(
    @Inject(Rulings) private readonly asked: Rulings,
    @Inject(RulingView) private readonly view: RulingView,
    @Inject(ContentAccess) private readonly access: ContentAccess,
  ) {}

  @Permit('policy:read')
  @Query(() => [Ruling], { description: 'The newest 200, newest first, answered or not.' })
  async rulings(
    @Context() context: GraphqlContext,
    @Args('policy', { type: () => String, nullable: true }) policy?: string | null,
    @Args('rule', { type: () => String, nullable: true }) rule?: string | null,
    @Args('open', {
      type: () => Boolean,
      nullable: true,
      description: 'Those alone that wait for a ruling.',
    })
    open?: boolean | null,
  ): Promise<Ruling[]> {
    const found = await this.asked.list(policy ?? null, rule ?? null, open ?? false)
    return this.view.all(context, found)
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
    const { caseId = null } = input
    const item = caseId === null ? null : await this.asked.itemOf(caseId)
    if (item !== null && !(await this.access.allows(context, 'content:view', item)))
      throw caseUnknown()
    return this.view.one(context, await this.asked.ask({ ...input, caseId, by }))
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
    return this.view.one(context, ruled)
  }
}

/** Wherever the rule is, so are its questions and rulings. */
@Resolver(() => Rule)
export class RuleRulingsResolver {
  constructor(@Inject(RulingView) private readonly view: RulingView) {}

  @Permit('policy:read')
  @ResolveField('rulings', () => [Ruling], {
    description: 'Of all versions, newest first; none for a rule that is compared by itself.',
  })
  async rulings(
    @Parent() { code, of }: Rule,
    @Context() context: GraphqlContext,
  ): Promise<Ruling[]> {
    if (!of) return []
    const found = await this.view.ofPolicy(context, of.policy)
    return this.view.all(
      context,
      found.filter(({ rule }) => rule === code),
    )
  }
}
