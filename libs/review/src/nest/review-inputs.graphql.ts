import type { Ref } from '@assize/platform/nest'
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

@InputType({ description: 'A rule whose meaning a case leaves open.' })
export class UnclearRuleInput {
  @Field(() => String, { description: 'A code of the version the case was judged under.' })
  rule!: string

  @Field(() => String, {
    description: 'What its author is asked: plain text, at most 4,000 characters.',
  })
  question!: string
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

  @Field(() => UnclearRuleInput, {
    nullable: true,
    description: 'Becomes a question on that rule, on the record with the decision.',
  })
  unclear?: Ref<UnclearRuleInput> | null
}

@InputType({ description: 'A correction that stands, as an example for the next version.' })
export class OfferExampleInput {
  @Field(() => ID)
  decisionId!: string

  @Field(() => String, { description: 'What is judged; as little of it as tells why.' })
  content!: string

  @Field(() => String, { nullable: true, description: 'Why it is so.' })
  note?: string | null
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
