import { GraphQLBigInt, resultUnion, type Ref } from '@assize/platform/nest'
import { VerdictFilterInput } from '@assize/verdict/nest'
import { Field, ID, InputType } from '@nestjs/graphql'
import { ExportJobType } from '../export.graphql.js'

@InputType({ description: 'Exactly one of verdictId, caseId and filter.' })
export class MakeEvidencePackageInput {
  @Field(() => ID, { nullable: true })
  verdictId?: string | null

  @Field(() => ID, { nullable: true })
  caseId?: string | null

  @Field(() => VerdictFilterInput, { nullable: true, description: 'Empty: every verdict.' })
  filter?: Ref<VerdictFilterInput> | null

  @Field(() => String, { description: 'What it is for; one line, which goes into the package.' })
  purpose!: string

  @Field(() => GraphQLBigInt, {
    nullable: true,
    description: 'Of a checkpoint signed before: makes the same package again.',
  })
  checkpointSize?: bigint | null
}

export const MakeEvidencePackageResult = resultUnion('MakeEvidencePackageResult', [ExportJobType])
