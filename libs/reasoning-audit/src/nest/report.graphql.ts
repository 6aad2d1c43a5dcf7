import { enumType, type Ref } from '@assize/platform/nest'
import { Field, Float, Int, ObjectType } from '@nestjs/graphql'
import { clauseUses, type Clause, type ClauseUse } from '../reports/clause-map.js'
import { driftMeasures, type DriftMeasure } from '../reports/drift.js'
import { findingCuts } from '../reports/finding-report.js'
import { FindingTypeEnum } from './finding.graphql.js'
import type { FindingType } from '../detectors.js'

export const FindingCutEnum = enumType('FindingCut', findingCuts)
const ClauseUseEnum = enumType('ClauseUse', clauseUses)
export const DriftMeasureEnum = enumType('DriftMeasure', driftMeasures)

@ObjectType({ description: 'Verdicts with a finding of one type.' })
export class FindingTypeCount {
  @Field(() => FindingTypeEnum)
  type!: FindingType

  @Field(() => Int)
  verdicts!: number

  @Field(() => Int, {
    description: 'Of them, those it flags: hard, with confidence of 0.5 or more.',
  })
  hard!: number
}

@ObjectType({ description: 'Verdicts of one day, or of one value that they are cut by.' })
export class FindingReportRow {
  @Field(() => String, { description: 'Empty where nobody knows it; versions are policy@commit.' })
  value!: string

  @Field(() => Int)
  verdicts!: number

  @Field(() => Int)
  violates!: number

  @Field(() => Int)
  undetermined!: number

  @Field(() => Int)
  flagged!: number

  @Field(() => [FindingTypeCount], { description: 'The most frequent first.' })
  findings!: Ref<FindingTypeCount>[]
}

@ObjectType('FindingReport', { description: 'Findings in verdicts of the live arm.' })
export class FindingReportType {
  @Field(() => Date)
  since!: Date

  @Field(() => Boolean, { description: 'Whether days still wait to be counted.' })
  behind!: boolean

  @Field(() => FindingReportRow)
  total!: Ref<FindingReportRow>

  @Field(() => [FindingReportRow], {
    description: 'By day in UTC, oldest first; days without verdicts are left out.',
  })
  days!: Ref<FindingReportRow>[]

  @Field(() => [FindingReportRow], { description: 'Those with most verdicts first, 100 at most.' })
  rows!: Ref<FindingReportRow>[]
}

@ObjectType('Clause', { description: 'What one rule of a policy version does.' })
export class ClauseType implements Clause {
  @Field(() => String)
  code!: string

  @Field(() => String)
  title!: string

  @Field(() => Int, { description: 'Verdicts that name it.' })
  named!: number

  @Field(() => Int, { description: 'Of them, those that violate.' })
  fired!: number

  @Field(() => Int)
  flagged!: number

  @Field(() => Int, { description: 'Verdicts naming it that a person corrected.' })
  overturned!: number

  @Field(() => Int, { description: 'Of the traces read, those that mention it.' })
  cited!: number

  @Field(() => ClauseUseEnum)
  use!: ClauseUse
}

@ObjectType('InventedClause', {
  description: 'A code that traces go by and the version does not define.',
})
export class InventedClauseType {
  @Field(() => String)
  code!: string

  @Field(() => Int)
  verdicts!: number
}

@ObjectType('ClauseMap')
export class ClauseMapType {
  @Field(() => String)
  policy!: string

  @Field(() => String)
  commit!: string

  @Field(() => Int)
  verdicts!: number

  @Field(() => Int, { description: 'Citations are counted in the newest traces, so many of them.' })
  tracesRead!: number

  @Field(() => [ClauseType])
  clauses!: Ref<ClauseType>[]

  @Field(() => [InventedClauseType], {
    description: 'Of the newest 500 verdicts with such a finding.',
  })
  invented!: Ref<InventedClauseType>[]
}

@ObjectType({ description: 'Both ends of a 95 % confidence interval.' })
export class ShareInterval {
  @Field(() => Float)
  low!: number

  @Field(() => Float)
  high!: number
}

@ObjectType({ description: 'How many verdicts of a version a measure holds for.' })
export class VersionShare {
  @Field(() => Int)
  hits!: number

  @Field(() => Float, { nullable: true })
  share!: number | null

  @Field(() => ShareInterval)
  interval!: Ref<ShareInterval>
}

@ObjectType({ description: 'One measure of two versions of a policy.' })
export class VersionMeasure {
  @Field(() => String, { description: 'violates, undetermined, flagged, or a finding type.' })
  measure!: string

  @Field(() => VersionShare)
  base!: Ref<VersionShare>

  @Field(() => VersionShare)
  head!: Ref<VersionShare>

  @Field(() => Float, { nullable: true, description: 'Head minus base.' })
  difference!: number | null

  @Field(() => ShareInterval)
  differenceInterval!: Ref<ShareInterval>

  @Field(() => Boolean, { description: 'Whether the interval of the difference leaves out zero.' })
  differs!: boolean
}

@ObjectType({
  description: 'Findings of two versions of a policy, by whatever each of them judged.',
})
export class VersionFindings {
  @Field(() => Int)
  baseVerdicts!: number

  @Field(() => Int)
  headVerdicts!: number

  @Field(() => [VersionMeasure])
  measures!: Ref<VersionMeasure>[]
}

@ObjectType('VersionDrift', { description: 'A version on a day, against its own 28 days before.' })
export class VersionDriftType {
  @Field(() => String)
  policy!: string

  @Field(() => String)
  commit!: string

  @Field(() => String, { description: 'The day in UTC: 2026-11-21.' })
  day!: string

  @Field(() => DriftMeasureEnum)
  measure!: DriftMeasure

  @Field(() => Int)
  verdicts!: number

  @Field(() => Int)
  pastVerdicts!: number

  @Field(() => Float)
  share!: number

  @Field(() => Float)
  pastShare!: number

  @Field(() => Float, {
    description: 'Of two proportions, divided by how much days differed before.',
  })
  z!: number

  @Field(() => Boolean, { description: 'z of 4 or more either way, and at least three points.' })
  drifted!: boolean
}
