import { PersonBrief } from '@assize/identity/nest'
import { enumType, resultUnion, type Ref } from '@assize/platform/nest'
import { Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql'
import type { FindingType } from '../detectors.js'
import { findingConsequences, type FindingConsequence } from '../finding-rules.js'
import type { FindingSeverity } from '../finding.js'
import { FindingSeverityEnum, FindingTypeEnum } from './finding.graphql.js'

export const FindingConsequenceEnum = enumType('FindingConsequence', findingConsequences)

@ObjectType('FindingRule', { description: 'What one kind of finding leads to.' })
export class FindingRuleType {
  @Field(() => FindingTypeEnum, { nullable: true, description: 'Null stands for any.' })
  type!: FindingType | null

  @Field(() => FindingSeverityEnum, { nullable: true, description: 'Null stands for any.' })
  severity!: FindingSeverity | null

  @Field(() => Float)
  minConfidence!: number

  @Field(() => FindingConsequenceEnum)
  does!: FindingConsequence
}

@ObjectType('FindingSuppression', {
  description: 'A person’s word, with a reason, that findings of one kind lead to nothing.',
})
export class FindingSuppressionType {
  verdictId!: string | null

  @Field(() => ID)
  id!: string

  @Field(() => String)
  policy!: string

  @Field(() => FindingTypeEnum)
  type!: FindingType

  @Field(() => String, { nullable: true, description: 'Only findings about this rule.' })
  rule!: string | null

  @Field(() => ID, { nullable: true, description: 'This one finding alone.' })
  findingId!: string | null

  @Field(() => Date, { nullable: true })
  until!: Date | null

  @Field(() => PersonBrief)
  by!: Ref<PersonBrief>

  @Field(() => Date)
  recordedAt!: Date

  @Field(() => PersonBrief, { nullable: true })
  liftedBy!: Ref<PersonBrief> | null

  @Field(() => Date, { nullable: true })
  liftedAt!: Date | null

  @Field(() => Boolean, { description: 'Neither lifted nor past.' })
  inForce!: boolean

  words!: string | null
}

@ObjectType('FindingRules', { description: 'What findings of one policy lead to.' })
export class FindingRulesType {
  @Field(() => ID, { nullable: true, description: 'Null while the usual rules hold.' })
  id!: string | null

  @Field(() => String)
  policy!: string

  @Field(() => [FindingRuleType], {
    description:
      'Rules that name a type stand in place of those for all. What none matches only counts.',
  })
  rules!: Ref<readonly FindingRuleType[]>

  @Field(() => PersonBrief, { nullable: true })
  setBy!: Ref<PersonBrief> | null

  @Field(() => Date, { nullable: true })
  setAt!: Date | null
}

@InputType()
export class FindingRuleInput {
  @Field(() => FindingTypeEnum, { nullable: true })
  type?: FindingType | null

  @Field(() => FindingSeverityEnum, { nullable: true })
  severity?: FindingSeverity | null

  @Field(() => Float, { nullable: true, description: '0 when absent.' })
  minConfidence?: number | null

  @Field(() => FindingConsequenceEnum)
  does!: FindingConsequence
}

@InputType()
export class SetFindingRulesInput {
  @Field(() => String)
  policy!: string

  @Field(() => [FindingRuleInput])
  rules!: Ref<FindingRuleInput[]>

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the rules these were made from; null for the usual ones.',
  })
  basedOn?: string | null
}

@InputType({ description: 'Of one policy and type; of one rule or one finding where told.' })
export class SuppressFindingsInput {
  @Field(() => String)
  policy!: string

  @Field(() => FindingTypeEnum)
  type!: FindingType

  @Field(() => String, { nullable: true })
  rule?: string | null

  @Field(() => ID, { nullable: true })
  findingId?: string | null

  @Field(() => String, { description: 'Goes on the record.' })
  reason!: string

  @Field(() => Date, { nullable: true })
  until?: Date | null
}

export const SetFindingRulesResult = resultUnion('SetFindingRulesResult', [FindingRulesType])
export const SuppressFindingsResult = resultUnion('SuppressFindingsResult', [
  FindingSuppressionType,
])
export const LiftSuppressionResult = resultUnion('LiftSuppressionResult', [FindingSuppressionType])
