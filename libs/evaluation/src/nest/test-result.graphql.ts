import { connectionType, enumType, type Ref } from '@assize/platform/nest'
import { EffortEnum, OutcomeEnum } from '@assize/policy/nest'
import type { Effort, Outcome } from '@assize/policy'
import { UsageType } from '@assize/verdict/nest'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import { caseFilters, type CaseStanding, type TestedCase } from '../index.js'
import { PolicyTestStandingEnum } from './test-figures.graphql.js'

export const PolicyTestFilterEnum = enumType(
  'PolicyTestFilter',
  caseFilters,
  'FLIPPED: its repeats differ, or its pair does. PAIRED: of a counterfactual pair.',
)

export const wordsOfTests = 'Null for those who may not read traces, and once erased.'

@ObjectType({ description: 'One call to an endpoint on the way to a result.' })
export class PolicyTestAttempt {
  @Field(() => Int)
  number!: number

  @Field(() => String)
  model!: string

  @Field(() => EffortEnum)
  effort!: Effort

  @Field(() => Int)
  wholeMs!: number

  @Field(() => Int, { nullable: true })
  httpStatus!: number | null

  @Field(() => String, { nullable: true })
  finishReason!: string | null

  @Field(() => String, { nullable: true, description: 'Null only for one that was accepted.' })
  errorClass!: string | null

  @Field(() => Boolean)
  simulated!: boolean
}

@ObjectType({ description: 'One judgement of one case.' })
export class PolicyTestResult {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'From 1.' })
  repeat!: number

  @Field(() => OutcomeEnum)
  outcome!: Outcome

  @Field(() => String, { nullable: true, description: 'As the policy words it.' })
  label!: string | null

  @Field(() => [String])
  rules!: readonly string[]

  @Field(() => String, { nullable: true })
  undeterminedReason!: string | null

  @Field(() => [String], { description: 'What was wrong with the reply.' })
  faults!: readonly string[]

  @Field(() => String)
  model!: string

  @Field(() => EffortEnum)
  effort!: Effort

  @Field(() => String, { nullable: true })
  finishReason!: string | null

  @Field(() => UsageType)
  usage!: Ref<UsageType>

  @Field(() => Int, { nullable: true })
  latencyMs!: number | null

  @Field(() => [PolicyTestAttempt])
  attempts!: readonly PolicyTestAttempt[]

  @Field(() => Boolean)
  simulated!: boolean

  @Field(() => String, { nullable: true, description: wordsOfTests })
  trace?: string | null

  @Field(() => String, { nullable: true, description: `The final text. ${wordsOfTests}` })
  output?: string | null

  @Field(() => String, { nullable: true, description: wordsOfTests })
  rationale?: string | null
}

@ObjectType({ description: 'A test case and what it was concluded as, each time.' })
export class PolicyTestCase {
  /** As it was read. */
  tested!: TestedCase
  runId!: string

  @Field(() => Int, { description: 'Its place among the cases, from 0.' })
  index!: number

  @Field(() => String)
  label!: string

  @Field(() => OutcomeEnum)
  expected!: Outcome

  @Field(() => [String])
  expectedRules!: readonly string[]

  @Field(() => String, { nullable: true })
  note!: string | null

  @Field(() => String, { nullable: true })
  pair!: string | null

  @Field(() => String, { nullable: true })
  swap!: string | null

  @Field(() => PolicyTestStandingEnum)
  standing!: CaseStanding

  @Field(() => OutcomeEnum, { nullable: true })
  majority!: Outcome | null

  @Field(() => Boolean, { description: 'Its repeats differ.' })
  flipped!: boolean

  @Field(() => Boolean, { description: 'Cases of its pair were concluded differently.' })
  pairFlipped!: boolean

  @Field(() => [PolicyTestResult])
  results!: readonly PolicyTestResult[]

  @Field(() => String, {
    nullable: true,
    description: 'Of a conversation, one turn a line. Null for those who may not read traces.',
  })
  content?: string | null
}

export const PolicyTestCaseConnection = connectionType(PolicyTestCase)
