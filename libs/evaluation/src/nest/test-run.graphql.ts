import { PersonBrief } from '@assize/identity/nest'
import { connectionType, enumType, resultUnion, type Ref } from '@assize/platform/nest'
import { EffortEnum } from '@assize/policy/nest'
import type { Effort } from '@assize/policy'
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { testRunStates, type TestRun, type TestRunState } from '../index.js'
import { PolicyTestSummary } from './test-figures.graphql.js'

export const PolicyTestStateEnum = enumType('PolicyTestState', testRunStates)

@InputType()
export class RunPolicyTestsInput {
  @Field(() => String)
  policy!: string

  @Field(() => String, {
    nullable: true,
    description: 'A commit, v2, a branch; the version in force when absent.',
  })
  ref?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'By name or id. Absent: a model before a simulator, then the first by name.',
  })
  endpoint?: string | null

  @Field(() => String, { nullable: true, description: "The endpoint's own when absent." })
  model?: string | null

  @Field(() => EffortEnum, { nullable: true, description: "The policy's own when absent." })
  effort?: Effort | null

  @Field(() => Int, { nullable: true, description: '1 to 10; once when absent.' })
  repeats?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Without one it does not count in the place of a run that failed.',
  })
  reason?: string | null
}

@ObjectType({ description: "A policy's test cases, as one commit has them, judged by one model." })
export class PolicyTestRun {
  /** As it was read. */
  run!: TestRun

  @Field(() => ID)
  id!: string

  @Field(() => String)
  policy!: string

  @Field(() => String)
  commit!: string

  @Field(() => PolicyTestStateEnum)
  state!: TestRunState

  @Field(() => String)
  endpoint!: string

  @Field(() => String)
  model!: string

  @Field(() => EffortEnum)
  effort!: Effort

  @Field(() => Int)
  repeats!: number

  @Field(() => Int)
  cases!: number

  @Field(() => String, { description: 'Equal digests are equal cases in an equal order.' })
  casesSha256!: string

  @Field(() => Boolean, { description: 'No model answered.' })
  simulated!: boolean

  @Field(() => Int, { description: 'Results so far.' })
  done!: number

  @Field(() => Int, { description: 'Results there will be: cases times repeats.' })
  total!: number

  @Field(() => Boolean, { nullable: true, description: 'Null unless it finished.' })
  passed!: boolean | null

  @Field(() => PolicyTestSummary, { description: 'Of the results so far, while it runs.' })
  summary?: Ref<PolicyTestSummary>

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  failure!: string | null

  @Field(() => ID, { nullable: true, description: 'The change whose head asked for it.' })
  changeId!: string | null

  @Field(() => String, { nullable: true, description: 'Why it was asked for, in plain text.' })
  reason!: string | null

  @Field(() => PersonBrief)
  startedBy?: Ref<PersonBrief>

  @Field(() => Date)
  startedAt!: Date

  @Field(() => PersonBrief, { nullable: true, description: 'Who cancelled it.' })
  endedBy?: Ref<PersonBrief> | null

  @Field(() => Date, { nullable: true })
  endedAt!: Date | null
}

export const PolicyTestRunConnection = connectionType(PolicyTestRun)
export const RunPolicyTestsResult = resultUnion('RunPolicyTestsResult', [PolicyTestRun])
export const CancelPolicyTestsResult = resultUnion('CancelPolicyTestsResult', [PolicyTestRun])
