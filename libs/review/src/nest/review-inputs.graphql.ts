import type { ActionKind, Outcome, Severity } from '@assize/policy'
import { ActionKindEnum, OutcomeEnum, SeverityEnum } from '@assize/policy/nest'
import { Field, ID, InputType } from '@nestjs/graphql'
import type { ErrorClass } from '../decision.js'
import type { CaseReason, CaseState } from '../review-case.js'
import { CaseReasonEnum, CaseStateEnum, ErrorClassEnum } from './review-enums.graphql.js'

@InputType({ description: 'A certain case, or the next one of a queue or policy, or of all.' })
export class ClaimNextInput {
  @Field(() => String, { nullable: true })
  queue?: string

  @Field(() => String, { nullable: true })
  policy?: string

  @Field(() => ID, { nullable: true })
  caseId?: string
}

@InputType()
export class DecideCaseInput {
  @Field(() => ID)
  caseId!: string

  @Field(() => String)
  leaseToken!: string

  @Field(() => OutcomeEnum)
  outcome!: Outcome

  @Field(() => [String])
  rules!: string[]

  @Field(() => SeverityEnum, { nullable: true })
  severity?: Severity

  @Field(() => ErrorClassEnum, { nullable: true })
  errorClass?: ErrorClass

  @Field(() => String, {
    nullable: true,
    description: 'Required where outcome or rules differ from those of the verdict.',
  })
  rationale?: string

  @Field(() => ActionKindEnum)
  action!: ActionKind
}

@InputType('CaseFilter', { description: 'All parts must hold.' })
export class CaseFilterInput {
  @Field(() => [CaseStateEnum], { nullable: true })
  states?: CaseState[]

  @Field(() => [String], { nullable: true })
  queues?: string[]

  @Field(() => [String], { nullable: true })
  policies?: string[]

  @Field(() => [CaseReasonEnum], { nullable: true })
  reasons?: CaseReason[]

  @Field(() => Boolean, { nullable: true, description: 'Cases on which your lease holds.' })
  mine?: boolean

  @Field(() => Boolean, { nullable: true, description: 'Open past the time they were due.' })
  overdue?: boolean

  @Field(() => Boolean, { nullable: true })
  simulated?: boolean
}
