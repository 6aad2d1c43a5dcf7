import { as, connectionType, enumType, type Ref } from '@assize/platform/nest'
import type { ActionKind } from '@assize/policy'
import { ActionKindEnum } from '@assize/policy/nest'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import {
  appealOutcomes,
  appealStates,
  stateOf,
  type Appeal,
  type AppealDecision,
  type AppealOutcome,
  type AppealState,
} from '../appeal.js'

export const AppealOutcomeEnum = enumType('AppealOutcome', appealOutcomes)
export const AppealStateEnum = enumType('AppealState', appealStates)

@ObjectType('AppealDecision', { description: 'The answer to an appeal.' })
export class AppealDecisionType {
  /** Shown as `decidedBy`, the name behind it. */
  decidedById!: string
  contentItemId!: string
  lodgedById!: string

  @Field(() => ID)
  id!: string

  @Field(() => AppealOutcomeEnum)
  outcome!: AppealOutcome

  @Field(() => ActionKindEnum, { description: 'What is asked of the platform from then on.' })
  action!: ActionKind

  @Field(() => Date)
  recordedAt!: Date
}

@ObjectType('Appeal', {
  description: 'A request by the person affected to look again at an action.',
})
export class AppealType {
  /** As recorded; other fields are made of it. */
  facts!: Appeal

  @Field(() => ID)
  id!: string

  @Field(() => Int)
  number!: number

  @Field(() => AppealStateEnum)
  state!: AppealState

  @Field(() => Date, { description: 'When it is to be answered.' })
  dueAt!: Date

  @Field(() => Date)
  lodgedAt!: Date

  @Field(() => AppealDecisionType, { nullable: true })
  decision!: Ref<AppealDecisionType> | null
}

export const AppealConnection = connectionType(AppealType, 'Appeal')

export const toAppealType = (appeal: Appeal): AppealType =>
  as(AppealType, {
    facts: appeal,
    id: appeal.id,
    number: appeal.number,
    state: stateOf(appeal),
    dueAt: appeal.dueAt,
    lodgedAt: appeal.recordedAt,
    decision: appeal.decision && toDecisionType(appeal, appeal.decision),
  })

export const toDecisionType = (
  { contentItemId, lodgedBy }: Appeal,
  { decidedBy, ...decision }: AppealDecision,
): AppealDecisionType =>
  as(AppealDecisionType, {
    ...decision,
    ...{ contentItemId, decidedById: decidedBy, lodgedById: lodgedBy.id },
  })
