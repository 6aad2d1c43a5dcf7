import { as } from '@assize/platform/nest'
import type { ActionKind, Outcome, Severity } from '@assize/policy'
import { ActionKindEnum, OutcomeEnum, SeverityEnum } from '@assize/policy/nest'
import { Field, ID, ObjectType } from '@nestjs/graphql'
import type { Decision, ErrorClass } from '../decision.js'
import { reversibleUntil } from '../reversal.js'
import { ErrorClassEnum } from './review-enums.graphql.js'

@ObjectType('Decision', { description: 'What a person concluded about a case.' })
export class DecisionType {
  /** Shown as `decidedBy`, the name behind it. */
  decidedById!: string
  /** Shown by the resolver, which notes who saw it. */
  rationale!: string | null

  @Field(() => ID)
  id!: string

  @Field(() => ID)
  caseId!: string

  @Field(() => ID)
  verdictId!: string

  @Field(() => OutcomeEnum)
  outcome!: Outcome

  @Field(() => [String])
  rules!: readonly string[]

  @Field(() => SeverityEnum, { nullable: true })
  severity!: Severity | null

  @Field(() => ErrorClassEnum, { nullable: true })
  errorClass!: ErrorClass | null

  @Field(() => Boolean, { description: "Outcome or rules differ from the verdict's." })
  isCorrection!: boolean

  @Field(() => ActionKindEnum)
  action!: ActionKind

  @Field(() => Date)
  recordedAt!: Date

  @Field(() => Boolean)
  reversed!: boolean

  @Field(() => Date, {
    nullable: true,
    description: 'Until when the person who decided may take it back.',
  })
  reversibleUntil!: Date | null
}

export function toDecisionType(decision: Decision, now: Date): DecisionType {
  const { id, caseId, verdictId, outcome, rules, severity, errorClass } = decision
  const { isCorrection, rationale, action, recordedAt, reversed } = decision
  return as(DecisionType, {
    ...{ id, caseId, verdictId, outcome, rules, severity, errorClass },
    ...{ isCorrection, rationale, action, recordedAt, reversed },
    decidedById: decision.decidedBy,
    reversibleUntil: reversibleUntil(decision, now),
  })
}
