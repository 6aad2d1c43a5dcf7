import { Inject } from '@nestjs/common'
import { Args, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql'
import type { Grant as GrantOf, Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Grant, Permit } from '@assize/identity/nest'
import { as, enumType, GraphQLBigInt, resultUnion } from '@assize/platform/nest'
import { totalStates, type TotalState, type VerdictTotal } from '../verdict-total.js'
import { VerdictFilterInput } from './verdict-inputs.graphql.js'
import { VerdictScope } from './verdict-scope.js'
import { VerdictTotals } from './verdict-totals.js'

const TotalStateEnum = enumType('VerdictTotalState', totalStates)

@ObjectType('VerdictTotal', { description: 'An exact count of what a filter selects.' })
export class VerdictTotalType {
  @Field(() => ID)
  id!: string

  @Field(() => TotalStateEnum, {
    description: 'LEFT once nobody looked at it for 15 seconds.',
  })
  state!: TotalState

  @Field(() => Int, { description: 'Months to count; 0 before it began.' })
  parts!: number

  @Field(() => Int)
  partsDone!: number

  @Field(() => GraphQLBigInt, { description: 'So far; the total once DONE.' })
  counted!: bigint

  @Field(() => Date, { nullable: true, description: 'The instant the count is true for.' })
  at!: Date | null
}

export const CountVerdictsResult = resultUnion('CountVerdictsResult', [VerdictTotalType])
export const LeaveCountResult = resultUnion('LeaveCountResult', [VerdictTotalType])

@Resolver()
export class VerdictTotalResolver {
  constructor(
    @Inject(VerdictTotals) private readonly totals: VerdictTotals,
    @Inject(VerdictScope) private readonly scope: VerdictScope,
  ) {}

  @Permit('verdict:read')
  @Audited<object, VerdictTotalType>({
    ...{ action: 'count.asked', target: 'verdict-total', only: 'refusals' },
    made: ({ id }) => id,
  })
  @Mutation(() => CountVerdictsResult, {
    description: 'Begins to count in the background; look at it with verdictTotal.',
  })
  async countVerdicts(
    @Args('filter', { nullable: true }) filter: VerdictFilterInput = {},
    @CurrentPrincipal() principal: Principal,
    @Grant() grant: GrantOf,
  ): Promise<VerdictTotalType> {
    const reader = this.scope.readerOf(principal, grant)
    return toType(await this.totals.ask(filter, reader, principal.id))
  }

  @Permit('verdict:read')
  @Query(() => VerdictTotalType, { description: 'To be asked again until it is done.' })
  async verdictTotal(
    @Args('id', { type: () => ID }) id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<VerdictTotalType> {
    return toType(await this.totals.lookAt(id, principal.id))
  }

  @Permit('verdict:read')
  @Audited({ action: 'count.left', target: 'verdict-total', only: 'refusals' })
  @Mutation(() => LeaveCountResult)
  async leaveCount(
    @Args('id', { type: () => ID }) id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<VerdictTotalType> {
    return toType(await this.totals.leave(id, principal.id))
  }
}

const toType = ({ id, state, parts, partsDone, counted, at }: VerdictTotal): VerdictTotalType =>
  as(VerdictTotalType, { id, state, parts, partsDone, counted, at })
