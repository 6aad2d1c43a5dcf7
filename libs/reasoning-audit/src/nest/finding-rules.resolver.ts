import { Inject } from '@nestjs/common'
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, PeopleLoaders, Permit } from '@assize/identity/nest'
import { as, requestLoader, type GraphqlContext } from '@assize/platform/nest'
import { defaultFindingRules } from '../finding-rules.js'
import { FindingActs } from './finding-acts.js'
import { FindingRuleStore, type RecordedRules } from './finding-rule-store.js'
import { FindingRulesService } from './finding-rules.service.js'
import {
  FindingRulesType,
  FindingRuleType,
  FindingSuppressionType,
  LiftSuppressionResult,
  SetFindingRulesInput,
  SetFindingRulesResult,
  SuppressFindingsInput,
  SuppressFindingsResult,
} from './finding-rules.graphql.js'
import { FoundFindings } from './found-findings.js'

@Resolver(() => FindingRulesType)
export class FindingRulesResolver {
  constructor(
    @Inject(FindingRuleStore) private readonly store: FindingRuleStore,
    @Inject(FindingRulesService) private readonly service: FindingRulesService,
    @Inject(FindingActs) private readonly acts: FindingActs,
    @Inject(FoundFindings) private readonly findings: FoundFindings,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  @Permit('policy:read')
  @Query(() => FindingRulesType, { description: 'The usual rules where a policy has none.' })
  async findingRules(
    @Args('policy', { type: () => String }) policy: string,
    @Context() context: GraphqlContext,
  ): Promise<FindingRulesType> {
    const load = (policies: readonly string[]) => this.store.rulesOf(policies)
    const set = await requestLoader(context, 'finding.rules', load).load(policy)
    return this.toType(context, policy, set)
  }

  @Permit('policy:read')
  @ResolveField(() => [FindingSuppressionType], {
    description: 'Of more than one finding; newest first, lifted and past ones too.',
  })
  async suppressions(
    @Parent() { policy }: FindingRulesType,
    @Context() context: GraphqlContext,
  ): Promise<FindingSuppressionType[]> {
    const load = (policies: readonly string[]) => this.store.suppressionsOf(policies)
    const found = await requestLoader(context, 'finding.policy-suppressions', load).load(policy)
    return Promise.all(
      (found ?? []).map((each) => this.acts.toSuppressionType(context, each, null)),
    )
  }

  @Permit('finding:manage')
  @Audited<{ input: SetFindingRulesInput }, FindingRulesType>({
    ...{ action: 'finding-rules.set', target: 'policy', of: ({ input }) => input.policy },
  })
  @Mutation(() => SetFindingRulesResult, { description: 'Stands in place of all rules before.' })
  async setFindingRules(
    @Args('input') { policy, rules, basedOn }: SetFindingRulesInput,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<FindingRulesType> {
    const asked = rules.map(({ type = null, severity = null, minConfidence, ...rule }) => ({
      minConfidence: minConfidence ?? 0,
      ...{ type, severity, ...rule },
    }))
    const set = { policy, rules: asked, basedOn: basedOn ?? null }
    return this.toType(context, policy, await this.service.setRules(principal.id, set))
  }

  @Permit('finding:manage')
  @Audited<{ input: SuppressFindingsInput }, FindingSuppressionType>({
    ...{ action: 'findings.suppressed', target: 'finding-suppression' },
    of: () => null,
    made: ({ id }) => id,
  })
  @Mutation(() => SuppressFindingsResult, {
    description: 'From here on they only count, and say why.',
  })
  async suppressFindings(
    @Args('input') input: SuppressFindingsInput,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<FindingSuppressionType> {
    const { rule = null, findingId = null, until = null, ...about } = input
    const asked = { ...about, rule, findingId, until }
    const made = await this.service.suppress(principal.id, asked)
    const finding = findingId === null ? null : await this.findings.get(findingId)
    return this.acts.toSuppressionType(context, made, finding?.verdictId ?? null)
  }

  @Permit('finding:manage')
  @Audited({ action: 'suppression.lifted', target: 'finding-suppression' })
  @Mutation(() => LiftSuppressionResult)
  async liftSuppression(
    @Args('id', { type: () => ID }) id: string,
    @CurrentPrincipal() principal: Principal,
    @Context() context: GraphqlContext,
  ): Promise<FindingSuppressionType> {
    const lifted = await this.service.lift(principal.id, id)
    return this.acts.toSuppressionType(context, lifted, lifted.verdictId)
  }

  private async toType(
    context: GraphqlContext,
    policy: string,
    set: RecordedRules | null,
  ): Promise<FindingRulesType> {
    return as(FindingRulesType, {
      policy,
      id: set?.id ?? null,
      rules: (set?.rules ?? defaultFindingRules).map((rule) => as(FindingRuleType, { ...rule })),
      setBy: await this.people.brief(context, set?.setBy ?? null),
      setAt: set?.recordedAt ?? null,
    })
  }
}
