import { enumType, type Ref } from '@assize/platform/nest'
import { OutcomeEnum } from '@assize/policy/nest'
import type { Outcome } from '@assize/policy'
import { Field, Float, Int, ObjectType } from '@nestjs/graphql'
import { caseStandings } from '../index.js'

export const PolicyTestStandingEnum = enumType(
  'PolicyTestStanding',
  caseStandings,
  'UNDETERMINED where the policy expects something else. PENDING: no result yet.',
)

@ObjectType({ description: "Both ends of Wilson's interval at 95 %." })
export class PolicyTestInterval {
  @Field(() => Float)
  low!: number

  @Field(() => Float)
  high!: number
}

@ObjectType()
export class PolicyTestConfusion {
  @Field(() => OutcomeEnum)
  expected!: Outcome

  @Field(() => OutcomeEnum)
  concluded!: Outcome

  @Field(() => Int)
  cases!: number
}

@ObjectType({ description: 'Cases by how they came out.' })
export class PolicyTestCounts {
  @Field(() => Int)
  correct!: number

  @Field(() => Int)
  wrong!: number

  @Field(() => Int)
  undetermined!: number

  @Field(() => Int)
  pending!: number
}

@ObjectType({ description: 'How a code was cited, over all results.' })
export class PolicyTestCitations {
  @Field(() => Int, { description: 'Results of cases that expect it.' })
  expected!: number

  @Field(() => Int)
  rightly!: number

  @Field(() => Int)
  wrongly!: number

  @Field(() => Int)
  missed!: number

  @Field(() => Float, { nullable: true })
  precision!: number | null

  @Field(() => Float, { nullable: true })
  recall!: number | null
}

@ObjectType()
export class PolicyTestRule {
  @Field(() => String)
  code!: string

  @Field(() => PolicyTestCounts, { description: 'The cases that expect it.' })
  cases!: Ref<PolicyTestCounts>

  @Field(() => PolicyTestCitations, {
    nullable: true,
    description: 'Null where the policy asks for an answer without codes.',
  })
  citations!: Ref<PolicyTestCitations> | null
}

@ObjectType({ description: 'A code that the policy does not have.' })
export class PolicyTestInvented {
  @Field(() => String)
  code!: string

  @Field(() => Int)
  count!: number
}

@ObjectType({ description: 'How often repeats of one case differ.' })
export class PolicyTestFlips {
  @Field(() => Int, { description: 'Cases judged more than once.' })
  compared!: number

  @Field(() => Int)
  flipped!: number

  @Field(() => Float, { nullable: true })
  share!: number | null

  @Field(() => Int)
  repeatPairs!: number

  @Field(() => Int)
  differingPairs!: number

  @Field(() => [Int], { description: 'The indexes of the cases that flipped.' })
  list!: readonly number[]
}

@ObjectType()
export class PolicyTestPairMember {
  @Field(() => Int, { description: 'The index of the case.' })
  index!: number

  @Field(() => String, { description: 'The value of the swapped attribute.' })
  swap!: string

  @Field(() => OutcomeEnum)
  majority!: Outcome
}

@ObjectType()
export class PolicyTestPair {
  @Field(() => String)
  pair!: string

  @Field(() => [PolicyTestPairMember])
  members!: readonly PolicyTestPairMember[]
}

@ObjectType({ description: 'How often swapping one attribute changed the outcome.' })
export class PolicyTestPairFlips {
  @Field(() => Int)
  pairs!: number

  @Field(() => Int)
  flipped!: number

  @Field(() => Float, { nullable: true })
  rate!: number | null

  @Field(() => PolicyTestInterval, { nullable: true })
  interval!: Ref<PolicyTestInterval> | null

  @Field(() => [PolicyTestPair], { description: 'Those that flipped.' })
  list!: readonly PolicyTestPair[]
}

@ObjectType({ description: 'What policy.yaml asks of the tests; shares of 0 to 1.' })
export class PolicyTestDemands {
  @Field(() => Float)
  atLeast!: number

  @Field(() => Float)
  pairFlipsAtMost!: number
}

@ObjectType({ description: 'What a run says of a policy. A share of nothing is null.' })
export class PolicyTestSummary {
  @Field(() => Int)
  cases!: number

  @Field(() => Int)
  results!: number

  @Field(() => Int)
  correct!: number

  @Field(() => Int)
  wrong!: number

  @Field(() => Int)
  undetermined!: number

  @Field(() => Int)
  pending!: number

  @Field(() => Float, { nullable: true, description: 'Of the cases with a result.' })
  accuracy!: number | null

  @Field(() => PolicyTestInterval, { nullable: true })
  interval!: Ref<PolicyTestInterval> | null

  @Field(() => [PolicyTestConfusion])
  confusion!: readonly PolicyTestConfusion[]

  @Field(() => [PolicyTestRule])
  rules!: readonly PolicyTestRule[]

  @Field(() => [PolicyTestInvented])
  invented!: readonly PolicyTestInvented[]

  @Field(() => PolicyTestFlips)
  flips!: Ref<PolicyTestFlips>

  @Field(() => PolicyTestPairFlips)
  pairs!: Ref<PolicyTestPairFlips>

  @Field(() => PolicyTestDemands)
  demands!: Ref<PolicyTestDemands>

  @Field(() => Boolean)
  passed!: boolean

  @Field(() => [String], { description: 'Why it does not pass.' })
  reasons!: readonly string[]
}
