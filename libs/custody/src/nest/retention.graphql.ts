import { as, enumNamed, resultUnion, type Ref } from '@assize/platform/nest'
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { leastKeepDays, usualKeepDays } from '../retention.js'
import type { KeptRule } from './retention-rules.service.js'

@InputType({ description: 'One rule for each pair; null means any.' })
export class SaveRetentionRuleInput {
  @Field(() => String, { nullable: true })
  policy?: string | null

  @Field(() => enumNamed('Outcome'), { nullable: true })
  outcome?: string | null

  @Field(() => Int)
  keepDays!: number
}

@ObjectType('RetentionRule', {
  description: 'How long words are kept after what was judged; the longest that applies wins.',
})
export class RetentionRuleType {
  facts!: KeptRule

  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true })
  policy!: string | null

  @Field(() => enumNamed('Outcome'), { nullable: true })
  outcome!: string | null

  @Field(() => Int)
  keepDays!: number

  @Field(() => Date)
  updatedAt!: Date
}

@ObjectType()
export class Retention {
  @Field(() => Int, { description: 'Where no rule says otherwise.' })
  usualKeepDays!: number

  @Field(() => Int, { description: 'The person affected may appeal for as long.' })
  leastKeepDays!: number

  @Field(() => [RetentionRuleType])
  rules!: Ref<RetentionRuleType>[]
}

@ObjectType({ description: 'The rule no longer holds.' })
export class RetentionRuleRemoved {
  @Field(() => ID)
  id!: string
}

export const SaveRetentionRuleResult = resultUnion('SaveRetentionRuleResult', [RetentionRuleType])
export const RemoveRetentionRuleResult = resultUnion('RemoveRetentionRuleResult', [
  RetentionRuleRemoved,
])

export const toRuleType = (rule: KeptRule): RetentionRuleType =>
  as(RetentionRuleType, {
    facts: rule,
    id: rule.id,
    policy: rule.policy,
    outcome: rule.outcome,
    keepDays: rule.keepDays,
    updatedAt: rule.updatedAt,
  })

export const toRetention = (rules: readonly KeptRule[]): Retention =>
  as(Retention, { usualKeepDays, leastKeepDays, rules: rules.map(toRuleType) })

@ObjectType({ description: 'Whether what custody relies on is in order.' })
export class CustodyUpkeep {
  @Field(() => Boolean, { description: 'Whether this installation has a login that may erase.' })
  canErase!: boolean

  @Field(() => [String], { description: 'Partitions for months nobody made, which hold rows.' })
  strayPartitions!: readonly string[]
}
