import { PersonBrief } from '@assize/identity/nest'
import {
  connectionType,
  enumType,
  GraphQLBigInt,
  GraphQLJSON,
  resultUnion,
  type Ref,
} from '@assize/platform/nest'
import { VerdictFilterInput } from '@assize/verdict/nest'
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'
import { exportFormats, type ExportFormat } from '../export-format.js'
import {
  exportKinds,
  exportStates,
  wordKinds,
  type ExportKind,
  type ExportState,
  type WordKind,
} from '../export-job.js'

export const ExportKindEnum = enumType('ExportKind', exportKinds)
export const ExportStateEnum = enumType('ExportState', exportStates)
export const ExportFormatEnum = enumType('ExportFormat', exportFormats)
export const WordKindEnum = enumType(
  'WordKind',
  wordKinds,
  'CONTENT: messages. TRACE: trace, output and rationale.',
)

@InputType()
export class ExportVerdictsInput {
  @Field(() => VerdictFilterInput, { nullable: true, description: 'Absent: every verdict.' })
  filter?: Ref<VerdictFilterInput> | null

  @Field(() => ExportFormatEnum)
  format!: ExportFormat

  @Field(() => [WordKindEnum], {
    nullable: true,
    description: 'Words the file shall hold, each by its own permission; none unless told.',
  })
  words?: WordKind[] | null
}

@ObjectType('ExportJob', { description: 'A file made in the background, and its manifest.' })
export class ExportJobType {
  @Field(() => ID)
  id!: string

  @Field(() => ExportKindEnum)
  kind!: ExportKind

  @Field(() => ExportStateEnum)
  state!: ExportState

  @Field(() => GraphQLJSON, { description: 'What was asked for: filter and format, or a sample.' })
  request!: unknown

  @Field(() => [WordKindEnum])
  words!: readonly WordKind[]

  @Field(() => GraphQLBigInt, { description: 'Rows written so far.' })
  done!: bigint

  @Field(() => GraphQLBigInt, {
    nullable: true,
    description: 'Rows in all: an estimate until it is done.',
  })
  total?: bigint | null

  @Field(() => GraphQLBigInt, { nullable: true })
  sizeBytes?: bigint | null

  @Field(() => String, { nullable: true })
  sha256?: string | null

  @Field(() => String)
  fileName!: string

  @Field(() => String, { nullable: true, description: 'Where the file is, while it is there.' })
  url?: string | null

  @Field(() => String, { nullable: true, description: 'Where its manifest is.' })
  manifestUrl?: string | null

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  failure?: string | null

  @Field(() => String, { nullable: true, description: 'Why the file was taken back.' })
  withdrawn?: string | null

  @Field(() => Date, { description: 'Verdicts recorded later are not in it.' })
  cutAt!: Date

  @Field(() => Date)
  createdAt!: Date

  @Field(() => Date, { nullable: true })
  finishedAt?: Date | null

  @Field(() => Date, { nullable: true, description: 'When the file goes; the manifest stays.' })
  expiresAt?: Date | null

  @Field(() => PersonBrief)
  requestedBy!: Ref<PersonBrief>

  requestedById!: string
}

export const ExportJobConnection = connectionType(ExportJobType, 'ExportJob')
export const ExportVerdictsResult = resultUnion('ExportVerdictsResult', [ExportJobType])
export const CancelExportResult = resultUnion('CancelExportResult', [ExportJobType])
