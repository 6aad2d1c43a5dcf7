import { Inject, Injectable } from '@nestjs/common'
import { ContentAccess } from '@assize/content/nest'
import { grantOf } from '@assize/identity'
import { AuditTrail, PeopleLoaders, principalOf } from '@assize/identity/nest'
import { as, requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { ExampleOffers, type ExampleOffer, type ExampleTaken } from './example-offers.service.js'
import { ExampleOfferType, ExampleType, Ruling } from './ruling.graphql.js'
import { Rulings, type RulingQuestion } from './rulings.service.js'

/**
 * Questions, rulings and offers as one person may see them. A question may quote content: it is for those who see that
 * content, who asked, and those it is put to, who write and approve policies. A ruling is for everybody who sees
 * content at all: it says what a rule means.
 */
@Injectable()
export class RulingView {
  constructor(
    @Inject(Rulings) private readonly rulings: Rulings,
    @Inject(ExampleOffers) private readonly offers: ExampleOffers,
    @Inject(ContentAccess) private readonly access: ContentAccess,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  /** One query a request for the rules of however many policies. */
  async ofPolicy(context: GraphqlContext, policy: string): Promise<readonly RulingQuestion[]> {
    const load = (names: readonly string[]) => this.rulings.ofPolicies(names)
    return (await requestLoader(context, 'rulings', load).load(policy)) ?? []
  }

  async ofCase(context: GraphqlContext, caseId: string): Promise<readonly RulingQuestion[]> {
    const load = (ids: readonly string[]) => this.rulings.ofCases(ids)
    return (await requestLoader(context, 'rulings-of-case', load).load(caseId)) ?? []
  }

  offerOf(context: GraphqlContext, decisionId: string): Promise<ExampleOffer | null> {
    const load = (ids: readonly string[]) => this.offers.ofDecisions(ids)
    return requestLoader(context, 'offer-of-decision', load).load(decisionId)
  }

  all(context: GraphqlContext, found: readonly RulingQuestion[]): Promise<Ruling[]> {
    return Promise.all(found.map((each) => this.one(context, each)))
  }

  async one(context: GraphqlContext, ruling: RulingQuestion): Promise<Ruling> {
    const { id, askedBy, ruledBy } = ruling
    const mayQuestion = await this.allowsQuestion(context, ruling)
    const mayAnswer = mayQuestion || grantOf(principalOf(context), 'content:view') !== 'none'
    const question = mayQuestion ? ruling.question : null
    const answer = mayAnswer ? ruling.answer : null
    if (question !== null || answer !== null) this.trail.shown(context, { type: 'ruling', id })
    return as(Ruling, {
      ...{ ...ruling, question, answer, withheld: !mayQuestion },
      askedBy: await this.people.brief(context, askedBy),
      ruledBy: await this.people.brief(context, ruledBy),
      examples: await this.examplesOf(context, id),
    })
  }

  /** Its words are for the same people as a question's. */
  async offer(context: GraphqlContext, offer: ExampleOffer): Promise<ExampleOfferType> {
    const { id, offeredBy, contentItemId } = offer
    const may = await this.allowsQuestion(context, { askedBy: offeredBy, contentItemId })
    const { content, note } = may ? offer : { content: null, note: null }
    if (content !== null) this.trail.shown(context, { type: 'example-offer', id })
    return as(ExampleOfferType, {
      ...{ ...offer, content, note, rules: [...offer.rules] },
      offeredBy: await this.people.brief(context, offeredBy),
      examples: await this.examplesOf(context, id),
    })
  }

  private async examplesOf(context: GraphqlContext, of: string): Promise<ExampleType[]> {
    const load = (ids: readonly string[]) => this.offers.taken(ids)
    const taken = (await requestLoader(context, 'examples-taken', load).load(of)) ?? []
    return Promise.all(taken.map((each) => this.example(context, each)))
  }

  private async example(context: GraphqlContext, taken: ExampleTaken): Promise<ExampleType> {
    return as(ExampleType, { ...taken, takenBy: await this.people.brief(context, taken.takenBy) })
  }

  private async allowsQuestion(
    context: GraphqlContext,
    { askedBy, contentItemId }: Pick<RulingQuestion, 'askedBy' | 'contentItemId'>,
  ): Promise<boolean> {
    const principal = principalOf(context)
    if (askedBy === principal.id || isPutTo(context)) return true
    if (contentItemId === null) return grantOf(principal, 'content:view') !== 'none'
    return this.access.allows(context, 'content:view', contentItemId)
  }
}

/** Whether questions and offers are put to the caller: they write policies, or approve them. */
const isPutTo = (context: GraphqlContext): boolean =>
  (['policy:draft', 'policy:approve'] as const).some(
    (permission) => grantOf(principalOf(context), permission) === 'all',
  )
