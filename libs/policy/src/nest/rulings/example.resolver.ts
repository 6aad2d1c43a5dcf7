import { Inject } from '@nestjs/common'
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { ExampleOffers } from './example-offers.service.js'
import { Examples } from './examples.service.js'
import {
  ExampleOfferType,
  TakeExampleInput,
  TakeExampleResult,
  TakenExample,
} from './ruling.graphql.js'
import { RulingView } from './ruling-view.js'

@Resolver(() => ExampleOfferType)
export class ExampleResolver {
  constructor(
    @Inject(ExampleOffers) private readonly offers: ExampleOffers,
    @Inject(Examples) private readonly examples: Examples,
    @Inject(RulingView) private readonly view: RulingView,
  ) {}

  @Permit('policy:draft', 'policy:approve')
  @Query(() => [ExampleOfferType], { description: 'The newest 200, newest first.' })
  async exampleOffers(
    @Context() context: GraphqlContext,
    @Args('policy', { type: () => String, nullable: true }) policy?: string | null,
    @Args('open', {
      type: () => Boolean,
      nullable: true,
      description: 'Those alone that no author took.',
    })
    open?: boolean | null,
  ): Promise<ExampleOfferType[]> {
    const found = await this.offers.list(policy ?? null, open ?? false)
    return Promise.all(found.map((each) => this.view.offer(context, each)))
  }

  @Permit('policy:draft')
  @Audited<{ readonly input: TakeExampleInput }, TakenExample>({
    ...{ action: 'example.taken', target: 'example', of: () => null, made: ({ id }) => id },
  })
  @Mutation(() => TakeExampleResult, {
    description:
      'Puts a ruling or an offer on a branch as an example, with a change that asks for it.',
  })
  async takeExample(
    @CurrentPrincipal() { id, name }: Principal,
    @Args('input', { type: () => TakeExampleInput }) input: TakeExampleInput,
  ): Promise<TakenExample> {
    const { rulingId = null, offerId = null, branch = null, note, inText } = input
    const taken = await this.examples.take({
      ...{ rulingId, offerId, branch, content: input.content, label: input.label },
      ...{ rules: input.rules, note: note ?? '', inText: inText ?? false, by: { id, name } },
    })
    return as(TakenExample, { ...taken })
  }
}
