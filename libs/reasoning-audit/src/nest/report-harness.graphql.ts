import type { Ref } from '@assize/platform/nest'
import { Field, ID, Int, ObjectType } from '@nestjs/graphql'
import type { Agreement } from '../reports/harness-integrity.js'

@ObjectType('Agreement')
export class AgreementType implements Agreement {
  @Field(() => Int)
  right!: number

  @Field(() => Int)
  of!: number
}

@ObjectType('HarnessIntegrity', {
  description:
    "What another system's harness recorded, beside what its raw text reads as. The four accuracies are counted over the same verdicts.",
})
export class HarnessIntegrityType {
  @Field(() => String, { description: 'Empty for all together.' })
  policy!: string

  @Field(() => Int)
  verdicts!: number

  @Field(() => Int)
  recorded!: number

  @Field(() => Int, { description: 'Recorded labels that differ from the label in the output.' })
  mismatched!: number

  @Field(() => Int, { description: 'Recorded labels of outputs that have none.' })
  unfounded!: number

  @Field(() => Int, { description: 'Verdicts with a logged and a corrected expectation.' })
  expectations!: number

  @Field(() => Int)
  expectationsDiffer!: number

  @Field(() => AgreementType, { description: 'Recorded labels against logged expectations.' })
  asLogged!: Ref<AgreementType>

  @Field(() => AgreementType, { description: 'Recorded labels against corrected expectations.' })
  recordedOnly!: Ref<AgreementType>

  @Field(() => AgreementType, { description: 'Derived labels against logged expectations.' })
  labelsDerived!: Ref<AgreementType>

  @Field(() => AgreementType, { description: 'Derived labels against corrected expectations.' })
  derived!: Ref<AgreementType>
}

@ObjectType('ImportIntegrity')
export class ImportIntegrityType extends HarnessIntegrityType {
  @Field(() => ID, { nullable: true, description: 'Null for imports made before runs were noted.' })
  importId!: string | null

  @Field(() => String, { nullable: true, description: 'The bundle’s folder, or upload.' })
  importName!: string | null

  @Field(() => Date, { nullable: true })
  importedAt!: Date | null
}

@ObjectType('HarnessReport')
export class HarnessReportType {
  @Field(() => Int, { description: 'Imported verdicts, all of them.' })
  read!: number

  @Field(() => HarnessIntegrityType)
  total!: Ref<HarnessIntegrityType>

  @Field(() => [HarnessIntegrityType])
  policies!: Ref<HarnessIntegrityType>[]

  @Field(() => [ImportIntegrityType])
  imports!: Ref<ImportIntegrityType>[]
}
