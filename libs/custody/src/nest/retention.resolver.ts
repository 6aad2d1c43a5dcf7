import { Inject } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import {
  Audited,
  CurrentPrincipal,
  PeopleLoaders,
  Permit,
  PersonBrief,
} from '@assize/identity/nest'
import { Config, Database } from '@assize/platform'
import { as, type GraphqlContext } from '@assize/platform/nest'
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { strayPartitions } from './partition-keeper.js'
import { RetentionRules } from './retention-rules.service.js'
import {
  CustodyUpkeep,
  RemoveRetentionRuleResult,
  Retention,
  RetentionRuleRemoved,
  RetentionRuleType,
  SaveRetentionRuleInput,
  SaveRetentionRuleResult,
  toRetention,
  toRuleType,
} from './retention.graphql.js'

@Resolver(() => RetentionRuleType)
export class RetentionResolver {
  constructor(
    @Inject(RetentionRules) private readonly rules: RetentionRules,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
    @Inject(Database) private readonly database: Database,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Permit('retention:manage', 'erasure:execute', 'audit:read')
  @Query(() => Retention)
  async retention(): Promise<Retention> {
    return toRetention(await this.rules.list())
  }

  @Permit('retention:manage', 'erasure:execute', 'audit:read')
  @Query(() => CustodyUpkeep)
  async custodyUpkeep(): Promise<CustodyUpkeep> {
    const stray = await strayPartitions(this.database)
    return as(CustodyUpkeep, { canErase: this.config.canErase, strayPartitions: stray })
  }

  @Permit('retention:manage')
  @Audited<object, RetentionRuleType>({
    action: 'retention.changed',
    target: 'retention-rule',
    made: ({ id }) => id,
  })
  @Mutation(() => SaveRetentionRuleResult, {
    description: 'Adds the rule of a policy and outcome, or replaces the one there is.',
  })
  async saveRetentionRule(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => SaveRetentionRuleInput }) input: SaveRetentionRuleInput,
  ): Promise<RetentionRuleType> {
    const { policy = null, outcome = null, keepDays } = input
    return toRuleType(await this.rules.save(principal.id, { policy, outcome, keepDays }))
  }

  @Permit('retention:manage')
  @Audited({ action: 'retention.removed', target: 'retention-rule' })
  @Mutation(() => RemoveRetentionRuleResult)
  async removeRetentionRule(
    @Args('id', { type: () => ID }) id: string,
  ): Promise<RetentionRuleRemoved> {
    const removed = await this.rules.remove(id)
    return as(RetentionRuleRemoved, { id: removed.id })
  }

  @Permit('retention:manage', 'erasure:execute', 'audit:read')
  @ResolveField(() => PersonBrief)
  updatedBy(
    @Parent() { facts }: RetentionRuleType,
    @Context() context: GraphqlContext,
  ): Promise<PersonBrief> {
    return this.people.brief(context, facts.updatedBy)
  }
}
