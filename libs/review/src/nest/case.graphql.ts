import { as, connectionType, GraphQLJSON } from '@assize/platform/nest'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { isLive, stateAt } from '../case-machine.js'
import type { Actor, CaseReason, CaseState, ReviewCase } from '../review-case.js'
import { CaseReasonEnum, CaseStateEnum } from './review-enums.graphql.js'

@ObjectType('Case', { description: 'A unit of human work about one verdict.' })
export class CaseType {
  verdictId!: string
  contentItemId!: string
  policy!: string
  policyCommit!: string
  /** Of a lease that holds; shown as `leaseHolder`, the name behind it. */
  holderId!: string | null

  @Field(() => ID)
  id!: string

  @Field(() => Int)
  number!: number

  @Field(() => String)
  queue!: string

  @Field(() => CaseReasonEnum)
  reason!: CaseReason

  @Field(() => CaseStateEnum)
  state!: CaseState

  @Field(() => Int, { description: 'Higher goes first.' })
  priority!: number

  @Field(() => Date)
  openedAt!: Date

  @Field(() => Date, { nullable: true })
  dueAt!: Date | null

  @Field(() => Date, { nullable: true })
  leaseExpiresAt!: Date | null

  @Field(() => Boolean, { description: 'About a verdict made by a simulator, not by a model.' })
  simulated!: boolean
}

@ObjectType('CaseEvent', { description: 'Something that happened to a case.' })
export class CaseEventType {
  actor!: Actor

  @Field(() => ID)
  id!: string

  @Field(() => String, {
    description: 'opened, leased, released, skipped, escalated, expired, decided or reversed',
  })
  kind!: string

  @Field(() => Date)
  at!: Date

  @Field(() => GraphQLJSON, { nullable: true })
  data?: unknown
}

export const CaseConnection = connectionType(CaseType, 'Case')

export function toCaseType(each: ReviewCase, now: Date): CaseType {
  const live = isLive(each, now) ? each.lease : null
  const { id, number, queue, reason, priority, openedAt, dueAt, simulated } = each
  const { verdictId, contentItemId, policy, policyCommit } = each
  return as(CaseType, {
    ...{ id, number, queue, reason, priority, openedAt, dueAt, simulated },
    ...{ verdictId, contentItemId, policy, policyCommit },
    state: stateAt(each, now),
    holderId: live?.holder ?? null,
    leaseExpiresAt: live?.expiresAt ?? null,
  })
}
