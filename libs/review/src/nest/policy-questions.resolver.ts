import { Inject } from '@nestjs/common'
import { grantOf, type Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import type { GraphqlContext } from '@assize/platform/nest'
import { ExampleOfferType, Ruling, RulingView } from '@assize/policy/nest'
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { CaseType } from './case.graphql.js'
import { CorrectionOffers } from './correction-offers.js'
import { DecisionType } from './decision.graphql.js'
import { OfferExampleInput } from './review-inputs.graphql.js'
import { OfferExampleResult } from './review-results.graphql.js'

/** What cases say of policies: questions on rules, and corrections as examples. */
@Resolver(() => CaseType)
export class CaseQuestionsResolver {
  constructor(@Inject(RulingView) private readonly view: RulingView) {}

  @Permit('case:read', 'review:claim')
  @ResolveField(() => [Ruling], { description: 'What was asked of rules because of it.' })
  async questions(
    @Parent() { id }: CaseType,
    @Context() context: GraphqlContext,
  ): Promise<Ruling[]> {
    return this.view.all(context, await this.view.ofCase(context, id))
  }
}

@Resolver(() => DecisionType)
export class DecisionOfferResolver {
  constructor(
    @Inject(RulingView) private readonly view: RulingView,
    @Inject(CorrectionOffers) private readonly offers: CorrectionOffers,
  ) {}

  @Permit('verdict:read', 'case:read')
  @ResolveField(() => ExampleOfferType, {
    nullable: true,
    description: 'Where it was offered as an example; only whoever may see the decision gets here.',
  })
  async offer(
    @Parent() { id }: DecisionType,
    @Context() context: GraphqlContext,
  ): Promise<ExampleOfferType | null> {
    const offer = await this.view.offerOf(context, id)
    return offer && this.view.offer(context, offer)
  }

  @Permit('review:submit')
  @Audited<{ readonly input: OfferExampleInput }, ExampleOfferType>({
    ...{ action: 'example.offered', target: 'example-offer', of: () => null },
    made: ({ id }) => id,
  })
  @Mutation(() => OfferExampleResult, {
    description: 'Of your own decision, or of anybody’s to whoever adjudicates.',
  })
  async offerExample(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => OfferExampleInput }) input: OfferExampleInput,
    @Context() context: GraphqlContext,
  ): Promise<ExampleOfferType> {
    const senior = grantOf(principal, 'review:adjudicate') === 'all'
    const said = { ...input, note: input.note ?? '' }
    return this.view.offer(context, await this.offers.offer({ id: principal.id, senior }, said))
  }
}
