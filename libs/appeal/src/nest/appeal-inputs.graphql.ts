import { resultUnion } from '@assize/platform/nest'
import type { ActionKind } from '@assize/policy'
import { ActionKindEnum } from '@assize/policy/nest'
import { Field, ID, InputType } from '@nestjs/graphql'
import type { AppealOutcome, AppealState } from '../appeal.js'
import {
  AppealDecisionType,
  AppealOutcomeEnum,
  AppealStateEnum,
  AppealType,
} from './appeal.graphql.js'

@InputType('AppealFilter', { description: 'All parts must hold.' })
export class AppealFilterInput {
  @Field(() => [AppealStateEnum], { nullable: true })
  states?: AppealState[] | null

  @Field(() => Boolean, { nullable: true })
  overdue?: boolean | null

  @Field(() => [String], { nullable: true })
  policies?: string[] | null
}

@InputType()
export class LodgeAppealInput {
  @Field(() => ID)
  actionId!: string

  @Field(() => String, { description: 'In the words of the person affected.' })
  statement!: string
}

@InputType()
export class DecideAppealInput {
  @Field(() => ID)
  appealId!: string

  @Field(() => AppealOutcomeEnum)
  outcome!: AppealOutcome

  @Field(() => ActionKindEnum, {
    nullable: true,
    description: 'The milder action where it is partly reversed; elsewhere it follows.',
  })
  action?: ActionKind | null

  @Field(() => String, { description: 'As the person affected will read them.' })
  reasons!: string
}

export const LodgeAppealResult = resultUnion('LodgeAppealResult', [AppealType])
export const DecideAppealResult = resultUnion('DecideAppealResult', [AppealDecisionType])
