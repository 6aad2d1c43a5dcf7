import { GraphQLJSON, resultUnion } from '@assize/platform/nest'
import { Field, InputType, Int } from '@nestjs/graphql'
import { DatasetExportType, DatasetType } from './dataset.graphql.js'

@InputType()
export class BuildDatasetInput {
  @Field(() => String, { description: 'A known name makes its next version.' })
  name!: string

  @Field(() => String, { nullable: true })
  purpose?: string | null

  @Field(() => [String], { nullable: true, description: 'Absent: every policy.' })
  policies?: string[] | null

  @Field(() => [String], { nullable: true, description: 'correction, agreement; absent: both.' })
  kinds?: string[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Take decisions on simulated verdicts too; no unless told.',
  })
  includeSimulated?: boolean | null

  @Field(() => Date, { nullable: true })
  decidedAfter?: Date | null

  @Field(() => Date, { nullable: true })
  decidedBefore?: Date | null

  @Field(() => String, {
    nullable: true,
    description: 'Absent: that of the version before, or the name.',
  })
  seed?: string | null

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'Parts of one: {"train": 0.8, "dev": 0.1, "test": 0.1}; absent: as in the version before.',
  })
  shares?: unknown
}

@InputType()
export class ExportDatasetInput {
  @Field(() => String)
  name!: string

  @Field(() => Int, { nullable: true, description: 'Absent: the newest.' })
  version?: number | null

  @Field(() => String, { nullable: true, description: 'CHAT_JSONL' })
  format?: string | null

  @Field(() => String, { nullable: true, description: 'train, dev or test; absent: all.' })
  split?: string | null
}

export const BuildDatasetResult = resultUnion('BuildDatasetResult', [DatasetType])
export const ExportDatasetResult = resultUnion('ExportDatasetResult', [DatasetExportType])
