import { Refusal, resultUnion, type Ref } from '@assize/platform/nest'
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'

@InputType({ description: 'Exactly one of path and uploadId.' })
export class ImportTracesInput {
  @Field(() => String, {
    nullable: true,
    description: 'A folder with traces.jsonl and policies/, or the traces.jsonl, on the server.',
  })
  path?: string | null

  @Field(() => ID, { nullable: true, description: 'A bundle sent to /imports/uploads.' })
  uploadId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether flagged verdicts open cases and ask for actions; they do not by default.',
  })
  openCases?: boolean | null
}

@ObjectType('ImportProblem', { description: 'A line that did not go in. Never quotes it.' })
export class ImportProblemType {
  @Field(() => Int)
  line!: number

  @Field(() => String)
  message!: string
}

@ObjectType('ImportRun', { description: 'One import of one trace bundle.' })
export class ImportRunType {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'running, done or failed.' })
  state!: string

  @Field(() => String, { description: "The bundle's folder, or upload." })
  name!: string

  @Field(() => Boolean)
  openCases!: boolean

  @Field(() => Int, { description: 'Lines that are not blank; 0 until they are counted.' })
  total!: number

  @Field(() => Int, { description: 'Lines recorded, there already, or with a problem.' })
  done!: number

  @Field(() => Int)
  recorded!: number

  @Field(() => Int, { description: 'Verdicts that were on the record already.' })
  present!: number

  @Field(() => Int, { description: 'Policy versions of the bundle.' })
  versions!: number

  @Field(() => [ImportProblemType], { description: 'The first 200.' })
  problems!: Ref<readonly ImportProblemType[]>

  @Field(() => Int)
  problemCount!: number

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  failure?: string | null

  @Field(() => Date)
  startedAt!: Date

  @Field(() => Date, { nullable: true })
  finishedAt?: Date | null
}

export const ImportTracesResult = resultUnion('ImportTracesResult', [ImportRunType])
export type ImportTracesResult = ImportRunType | Refusal
