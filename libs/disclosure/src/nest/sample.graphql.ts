import { PersonBrief } from '@assize/identity/nest'
import {
  connectionType,
  enumType,
  GraphQLBigInt,
  resultUnion,
  type Ref,
} from '@assize/platform/nest'
import { VerdictFilterInput, VerdictType } from '@assize/verdict/nest'
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { sampleMethods, type SampleMethod } from '../sample.js'
import { assessments, type Assessment } from '../sample-result.js'
import { sampleStates, type SampleState } from '../workpaper.js'
import { ExportJobType } from './export.graphql.js'

const SampleMethodEnum = enumType('SampleMethod', sampleMethods)
const SampleStateEnum = enumType('SampleState', sampleStates)
const AssessmentEnum = enumType('Assessment', assessments)

@InputType()
export class ExportPopulationInput {
  @Field(() => VerdictFilterInput, { nullable: true, description: 'Absent: every verdict.' })
  filter?: Ref<VerdictFilterInput> | null
}

@InputType()
export class DrawSampleInput {
  @Field(() => ID, { description: 'An export of the kind POPULATION that is done.' })
  populationId!: string

  @Field(() => String)
  title!: string

  @Field(() => Int, { description: 'Rows to draw, at most 10,000.' })
  size!: number

  @Field(() => String, { description: 'Any line; the same seed draws the same rows.' })
  seed!: string

  @Field(() => SampleMethodEnum, {
    nullable: true,
    description: 'STRATIFIED draws by policy and outcome; SIMPLE unless told.',
  })
  method?: SampleMethod | null
}

@InputType()
export class AssessSampledVerdictInput {
  @Field(() => ID)
  sampleId!: string

  @Field(() => Int)
  position!: number

  @Field(() => AssessmentEnum, { nullable: true, description: 'Null takes it back.' })
  assessment?: Assessment | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

@ObjectType('WorkpaperRow')
export class WorkpaperRowType {
  @Field(() => Int)
  position!: number

  @Field(() => ID)
  verdictId!: string

  @Field(() => String)
  policy!: string

  @Field(() => String)
  outcome!: string

  @Field(() => Boolean)
  simulated!: boolean

  @Field(() => String, { description: 'The commitment of the verdict, as the log has it.' })
  digest!: string

  @Field(() => String)
  stratum!: string

  @Field(() => Float, { description: 'The chance it had of being drawn.' })
  inclusion!: number

  @Field(() => AssessmentEnum, { nullable: true })
  assessment?: Assessment | null

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => Date, { nullable: true })
  assessedAt?: Date | null

  @Field(() => VerdictType, { nullable: true })
  verdict?: Ref<VerdictType> | null
}

@ObjectType('Stratum')
export class StratumType {
  @Field(() => String)
  name!: string

  @Field(() => Int)
  rows!: number

  @Field(() => Int)
  drawn!: number
}

@ObjectType('SharedEstimate', {
  description: 'A share of the population, with 95 % confidence (Wilson).',
})
export class SharedEstimateType {
  @Field(() => Float, { description: 'Of the part that is covered.' })
  share!: number

  @Field(() => Float, {
    description: 'How much of the population is in strata of which a row was judged.',
  })
  covered!: number

  @Field(() => Float)
  low!: number

  @Field(() => Float)
  high!: number

  @Field(() => Float)
  standardError!: number
}

@ObjectType('SampleResult')
export class SampleResultType {
  @Field(() => Int)
  rows!: number

  @Field(() => Int)
  open!: number

  @Field(() => Int)
  agree!: number

  @Field(() => Int)
  disagree!: number

  @Field(() => Int)
  cannotSay!: number

  @Field(() => Int, { description: 'Rows whose verdict a simulator made.' })
  simulated!: number

  @Field(() => SharedEstimateType, { nullable: true })
  disagreement?: Ref<SharedEstimateType> | null
}

@ObjectType('AuditSample', { description: 'Verdicts an auditor drew, and what they found.' })
export class AuditSampleType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  title!: string

  @Field(() => SampleStateEnum)
  state!: SampleState

  @Field(() => SampleMethodEnum)
  method!: SampleMethod

  @Field(() => String)
  seed!: string

  @Field(() => Int)
  size!: number

  @Field(() => ID)
  populationId!: string

  @Field(() => GraphQLBigInt)
  populationRows!: bigint

  @Field(() => String)
  populationSha256!: string

  @Field(() => [StratumType])
  strata!: Ref<readonly StratumType[]>

  @Field(() => Date)
  createdAt!: Date

  @Field(() => Date, { nullable: true })
  signedAt?: Date | null

  @Field(() => String, { nullable: true, description: 'Of the workpaper as signed.' })
  sha256?: string | null

  @Field(() => String, { nullable: true, description: "The result, signed with the log's key." })
  note?: string | null

  @Field(() => PersonBrief)
  drawnBy!: Ref<PersonBrief>

  @Field(() => ExportJobType, { nullable: true, description: 'The job that draws it.' })
  job?: Ref<ExportJobType> | null

  @Field(() => SampleResultType)
  result!: Ref<SampleResultType>

  @Field(() => [WorkpaperRowType])
  rows!: Ref<readonly WorkpaperRowType[]>

  drawnById!: string
}

@ObjectType('SampleSizes', { description: 'How many to draw.' })
export class SampleSizesType {
  @Field(() => Int, {
    description: 'To tell a share of about `share` to within `half` either way.',
  })
  within!: number

  @Field(() => Int, { description: 'To show fewer than `half` wrong, if none is.' })
  none!: number
}

export const AuditSampleConnection = connectionType(AuditSampleType, 'AuditSample')
export const ExportPopulationResult = resultUnion('ExportPopulationResult', [ExportJobType])
export const DrawSampleResult = resultUnion('DrawSampleResult', [AuditSampleType])
export const AssessSampledVerdictResult = resultUnion('AssessSampledVerdictResult', [
  WorkpaperRowType,
])
export const SignSampleResult = resultUnion('SignSampleResult', [AuditSampleType])
