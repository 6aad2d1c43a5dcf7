import { SubjectInput } from '@assize/classification/nest'
import { ContentInput } from '@assize/content/nest'
import { resultUnion, type Ref } from '@assize/platform/nest'
import { EffortEnum, OutcomeEnum } from '@assize/policy/nest'
import type { Effort, Outcome } from '@assize/policy'
import { UsageType } from '@assize/verdict/nest'
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { PolicyTestAttempt, wordsOfTests } from './test-result.graphql.js'

@InputType({ description: 'Either a policy with a ref, or text and manifest of a draft.' })
export class TriedPolicyInput {
  @Field(() => String, { nullable: true })
  policy?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'A commit, v2, a branch; the version in force when absent.',
  })
  ref?: string | null

  @Field(() => String, { nullable: true })
  text?: string | null

  @Field(() => String, { nullable: true, description: 'policy.yaml of the draft.' })
  manifest?: string | null
}

@InputType()
export class TryCaseInput {
  @Field(() => TriedPolicyInput)
  policy!: Ref<TriedPolicyInput>

  @Field(() => ContentInput)
  content!: Ref<ContentInput>

  @Field(() => SubjectInput, { nullable: true })
  subject?: Ref<SubjectInput> | null

  @Field(() => String, { nullable: true, description: 'By name or id.' })
  endpoint?: string | null

  @Field(() => String, { nullable: true })
  model?: string | null

  @Field(() => EffortEnum, { nullable: true, description: "The policy's own when absent." })
  effort?: Effort | null
}

@ObjectType({ description: 'One judgement that is kept nowhere.' })
export class TriedCase {
  @Field(() => ID, { description: 'By which the audit trail tells of it.' })
  id!: string

  @Field(() => OutcomeEnum)
  outcome!: Outcome

  @Field(() => String, { nullable: true })
  label!: string | null

  @Field(() => [String])
  rules!: readonly string[]

  @Field(() => String, { nullable: true })
  undeterminedReason!: string | null

  @Field(() => [String], { description: 'What was wrong with the reply.' })
  faults!: readonly string[]

  @Field(() => String)
  endpoint!: string

  @Field(() => String)
  model!: string

  @Field(() => EffortEnum)
  effort!: Effort

  @Field(() => UsageType)
  usage!: Ref<UsageType>

  @Field(() => Int, { nullable: true })
  latencyMs!: number | null

  @Field(() => [PolicyTestAttempt])
  attempts!: readonly PolicyTestAttempt[]

  @Field(() => Boolean)
  simulated!: boolean

  @Field(() => String, { nullable: true, description: wordsOfTests })
  trace!: string | null

  @Field(() => String, { nullable: true, description: wordsOfTests })
  output!: string | null

  @Field(() => String, { nullable: true, description: wordsOfTests })
  rationale!: string | null
}

export const TryCaseResult = resultUnion('TryCaseResult', [TriedCase])
