import { connectionType, enumType, type Ref } from '@assize/platform/nest'
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { findingTypes, type FindingType } from '../detectors.js'
import { findingSeverities, spanTexts, type FindingSeverity, type FindingSpan } from '../finding.js'

export const FindingTypeEnum = enumType('FindingType', findingTypes)
export const FindingSeverityEnum = enumType('FindingSeverity', findingSeverities)
const SpanPlaceEnum = enumType('SpanPlace', spanTexts)

@ObjectType('Span', {
  description: 'A half-open range of UTF-16 code units in a text as received.',
})
export class SpanType {
  @Field(() => SpanPlaceEnum)
  in!: FindingSpan['in']

  @Field(() => Int, { nullable: true, description: 'Index of the turn, for content.' })
  message?: number

  @Field(() => Int)
  start!: number

  @Field(() => Int)
  end!: number
}

@ObjectType('Finding', {
  description: 'One thing a detector noticed in the reasoning of a verdict.',
})
export class FindingTypeObject {
  verdictId!: string

  @Field(() => ID)
  id!: string

  @Field(() => Int)
  number!: number

  @Field(() => FindingTypeEnum)
  type!: FindingType

  @Field(() => FindingSeverityEnum)
  severity!: FindingSeverity

  @Field(() => Float)
  confidence!: number

  @Field(() => String)
  message!: string

  @Field(() => [SpanType])
  spans!: Ref<readonly SpanType[]>

  @Field(() => Date)
  recordedAt!: Date
}

export const FindingConnection = connectionType(FindingTypeObject, 'Finding')

@InputType({ description: 'All parts must hold.' })
export class FindingFilter {
  @Field(() => [FindingTypeEnum], { nullable: true })
  types?: FindingType[]

  @Field(() => FindingSeverityEnum, { nullable: true })
  severity?: FindingSeverity

  @Field(() => [String], { nullable: true })
  policies?: string[]
}
