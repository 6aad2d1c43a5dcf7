import { Inject } from '@nestjs/common'
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import type { Grant as GrantOf, Principal } from '@assize/identity'
import { CurrentPrincipal, Grant, PeopleLoaders, Permit } from '@assize/identity/nest'
import { Clock } from '@assize/kernel'
import { requestLoader, wireWord, type GraphqlContext } from '@assize/platform/nest'
import { PolicyType } from '@assize/policy/nest'
import { byOutcome, byPolicy, parseFiguresScope } from '../verdict-figures.js'
import { facetNames, type FacetName } from './facet-list.js'
import { VerdictFacetsType, type FacetCount } from './verdict-facets.graphql.js'
import { VerdictFacets, type Count } from './verdict-facets.js'
import {
  FiguresScopeInput,
  PolicyFiguresArgs,
  PolicyFiguresType,
  VerdictFiguresType,
} from './verdict-figures.graphql.js'
import { VerdictFigures } from './verdict-figures.js'
import { VerdictFilterInput } from './verdict-inputs.graphql.js'
import { VerdictScope } from './verdict-scope.js'

const usualDays = 14

@Resolver()
export class VerdictCountsResolver {
  constructor(
    @Inject(VerdictFacets) private readonly facets: VerdictFacets,
    @Inject(VerdictFigures) private readonly figures: VerdictFigures,
    @Inject(VerdictScope) private readonly scope: VerdictScope,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('verdict:read')
  @Query(() => VerdictFacetsType)
  async verdictFacets(
    @Args('filter', { nullable: true }) filter: VerdictFilterInput = {},
    @CurrentPrincipal() principal: Principal,
    @Grant() grant: GrantOf,
    @Context() context: GraphqlContext,
  ): Promise<VerdictFacetsType> {
    const counts = await this.facets.count(filter, this.scope.readerOf(principal, grant))
    const facets = facetNames.map((name) => [
      name,
      isOfWords(name) ? onTheWire(counts[name]) : counts[name],
    ])
    const people = counts.reviewer.map(async ({ value, count }) => ({
      person: await this.people.brief(context, value),
      count,
    }))
    const { total, estimated, atLeast } = counts
    return {
      ...(Object.fromEntries(facets) as Omit<VerdictFacetsType, 'reviewer'>),
      ...{ total, estimated, atLeast, reviewer: await Promise.all(people) },
    }
  }

  @Permit('metrics:read')
  @Query(() => VerdictFiguresType)
  async verdictFigures(
    @Args('scope', { nullable: true }) asked: FiguresScopeInput = {},
    @CurrentPrincipal() principal: Principal,
    @Grant() grant: GrantOf,
  ): Promise<VerdictFiguresType> {
    const scope = parseFiguresScope(asked, usualDays, this.clock.now())
    const reader = this.scope.of(principal, grant)
    const [days, reasons] = await Promise.all([
      this.figures.byDay(scope, reader),
      this.figures.undeterminedReasons(scope, reader),
    ])
    return {
      buckets: [...byOutcome(days)],
      flagged: [...byPolicy(days)],
      undetermined24h: reasons.reduce((sum, { count }) => sum + count, 0),
      undeterminedReasons: [...reasons],
    }
  }
}

@Resolver(() => PolicyType)
export class PolicyFiguresResolver {
  constructor(
    @Inject(VerdictFigures) private readonly figures: VerdictFigures,
    @Inject(VerdictScope) private readonly scope: VerdictScope,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Permit('metrics:read')
  @ResolveField('figures', () => PolicyFiguresType)
  async policyFigures(
    @Parent() { name: policy }: PolicyType,
    @Args() asked: PolicyFiguresArgs,
    @CurrentPrincipal() principal: Principal,
    @Grant() grant: GrantOf,
    @Context() context: GraphqlContext,
  ): Promise<PolicyFiguresType> {
    const scope = parseFiguresScope(asked, asked.days, this.clock.now())
    const reader = this.scope.of(principal, grant)
    const loader = requestLoader(context, `policy-figures ${JSON.stringify(scope)}`, (policies) =>
      this.figures.byPolicy(policies, scope, reader),
    )
    const counts = (await loader.load(policy)) ?? { verdicts: 0, flagged: 0, violates: 0 }
    return { policy, scope, reader, ...counts }
  }
}

/** Facets whose values are words of a closed list; the others are names and codes, and go as they are. */
const closed: readonly FacetName[] = [
  ...(['outcome', 'findingType', 'caseState', 'source', 'effort', 'answeredBy'] as const),
  ...(['arm', 'action', 'appeal'] as const),
]
const isOfWords = (name: FacetName): boolean => closed.includes(name)

const onTheWire = (counts: readonly Count[]): FacetCount[] =>
  counts.map(({ value, count }) => ({ value: wireWord(value), count }))
