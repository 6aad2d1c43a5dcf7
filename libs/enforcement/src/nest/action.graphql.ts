import { as, enumNamed } from '@assize/platform/nest'
import type { ActionKind } from '@assize/policy'
import { ActionKindEnum } from '@assize/policy/nest'
import { Field, ID, ObjectType } from '@nestjs/graphql'
import type { Action, CauseKind } from '../action.js'

@ObjectType('Action', { description: 'What the platform is asked to do with content, and why.' })
export class ActionType {
  contentItemId!: string
  verdictId!: string | null

  @Field(() => ID)
  id!: string

  @Field(() => ActionKindEnum)
  kind!: ActionKind

  @Field(() => Boolean, { description: 'Until a person has looked.' })
  interim!: boolean

  @Field(() => String, { description: 'verdict, decision, appeal, timeout or reversal' })
  causeKind!: CauseKind

  @Field(() => ID, { description: 'The id of the verdict, decision, appeal or reversal.' })
  causeId!: string

  @Field(() => [enumNamed('FindingType')], {
    description: 'Findings for which nothing is asked before a person decides.',
  })
  withheldBecause!: readonly string[]

  @Field(() => Date)
  recordedAt!: Date
}

export const toActionType = (action: Action): ActionType =>
  as(ActionType, {
    id: action.id,
    contentItemId: action.contentItemId,
    verdictId: action.verdictId,
    kind: action.kind,
    interim: action.interim,
    causeKind: action.cause.kind,
    causeId: action.cause.id,
    withheldBecause: action.withheldBecause ?? [],
    recordedAt: action.recordedAt,
  })
