import { PersonBrief } from '@assize/identity/nest'
import { enumType, resultUnion, type Ref } from '@assize/platform/nest'
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { detectorModes, type DetectorMode } from '../detector-mode.js'
import type { FindingType } from '../detectors.js'
import { findingMarks, type FindingMark } from '../finding-marks.js'
import { FindingTypeEnum, FindingTypeObject } from './finding.graphql.js'

export const FindingMarkEnum = enumType('FindingMarkKind', findingMarks)
export const DetectorModeEnum = enumType('DetectorMode', detectorModes)

@ObjectType('FindingMark', { description: 'What one person said of a finding, their newest word.' })
export class FindingMarkType {
  @Field(() => ID)
  id!: string

  @Field(() => FindingMarkEnum)
  mark!: FindingMark

  @Field(() => PersonBrief)
  by!: Ref<PersonBrief>

  @Field(() => Boolean, { description: 'Whether it is the caller’s.' })
  own!: boolean

  @Field(() => Date)
  recordedAt!: Date

  verdictId!: string
  words!: string | null
}

@ObjectType({
  description: 'The share of marked findings that people found right, with 95 % bounds.',
})
export class LivePrecisionType {
  @Field(() => Int)
  right!: number

  @Field(() => Int)
  wrong!: number

  @Field(() => Float, { nullable: true, description: 'Null where nothing was marked.' })
  precision!: number | null

  @Field(() => Float)
  low!: number

  @Field(() => Float)
  high!: number
}

@ObjectType({ description: 'When marks alone make a detector advisory.' })
export class AutomaticSwitchType {
  @Field(() => Float)
  below!: number

  @Field(() => Int)
  leastMarks!: number
}

@ObjectType({ description: 'How a detector is used, and who said so.' })
export class DetectorSettingType {
  @Field(() => DetectorModeEnum)
  mode!: DetectorMode

  @Field(() => AutomaticSwitchType, { nullable: true })
  automatic!: Ref<AutomaticSwitchType> | null

  @Field(() => String, { nullable: true })
  reason!: string | null

  @Field(() => PersonBrief, { nullable: true, description: 'Null where marks switched it.' })
  by!: Ref<PersonBrief> | null

  @Field(() => Date)
  recordedAt!: Date
}

@ObjectType({ description: 'One detector as one policy knows it.' })
export class DetectorInPolicy {
  @Field(() => String)
  policy!: string

  @Field(() => LivePrecisionType)
  livePrecision!: Ref<LivePrecisionType>

  @Field(() => Boolean)
  advisory!: boolean

  @Field(() => DetectorSettingType, { nullable: true, description: 'Of this policy’s own.' })
  setting!: Ref<DetectorSettingType> | null
}

@ObjectType()
export class DetectorAboutType {
  @Field(() => String)
  catches!: string

  @Field(() => String)
  blindSpots!: string
}

@ObjectType('Detector', {
  description: 'What raises findings of one type, and how far it is right.',
})
export class DetectorType {
  @Field(() => FindingTypeEnum)
  type!: FindingType

  @Field(() => DetectorAboutType)
  about!: Ref<DetectorAboutType>

  @Field(() => LivePrecisionType)
  livePrecision!: Ref<LivePrecisionType>

  @Field(() => Boolean, {
    description: 'Whether it only advises where a policy says nothing else.',
  })
  advisory!: boolean

  @Field(() => Boolean, { description: 'Marks speak against it; a person should look.' })
  belowBound!: boolean

  @Field(() => DetectorSettingType, { nullable: true })
  setting!: Ref<DetectorSettingType> | null

  @Field(() => [DetectorInPolicy], { description: 'Policies with marks or a setting.' })
  policies!: Ref<readonly DetectorInPolicy[]>
}

@InputType()
export class MarkFindingInput {
  @Field(() => ID)
  findingId!: string

  @Field(() => FindingMarkEnum)
  mark!: FindingMark

  @Field(() => String, { nullable: true })
  note?: string | null
}

@InputType()
export class AutomaticSwitchInput {
  @Field(() => Float)
  below!: number

  @Field(() => Int)
  leastMarks!: number
}

@InputType()
export class SetDetectorModeInput {
  @Field(() => FindingTypeEnum)
  type!: FindingType

  @Field(() => String, { nullable: true, description: 'Null for all that say nothing themselves.' })
  policy?: string | null

  @Field(() => DetectorModeEnum)
  mode!: DetectorMode

  @Field(() => AutomaticSwitchInput, {
    nullable: true,
    description: 'Null: only people switch it.',
  })
  automatic?: Ref<AutomaticSwitchInput> | null

  @Field(() => String, { description: 'Goes on the record.' })
  reason!: string
}

export const MarkFindingResult = resultUnion('MarkFindingResult', [FindingTypeObject])
export const SetDetectorModeResult = resultUnion('SetDetectorModeResult', [DetectorType])
