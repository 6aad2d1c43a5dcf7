import { ContentInput } from '@assize/content/nest'
import { as, GraphQLBigInt, Refusal, resultUnion, type Ref } from '@assize/platform/nest'
import { ActionKindEnum, EffortEnum } from '@assize/policy/nest'
import type { ActionKind, Effort } from '@assize/policy'
import { VerdictType } from '@assize/verdict/nest'
import { createUnionType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'

@InputType()
export class PolicyRefInput {
  @Field(() => String)
  policy!: string

  @Field(() => String, {
    nullable: true,
    description: 'A commit, v2, a branch; the version in force when absent.',
  })
  ref?: string
}

@InputType()
export class SubjectInput {
  @Field(() => Int, { description: 'The turn to judge, from 0; the rest is context.' })
  message!: number
}

@InputType()
export class SubmitItemInput {
  @Field(() => ContentInput)
  content!: Ref<ContentInput>

  @Field(() => [PolicyRefInput])
  policies!: PolicyRefInput[]

  @Field(() => EffortEnum, { nullable: true })
  effort?: Effort

  @Field(() => Int, { nullable: true, description: '0, the most urgent, to 9.' })
  priority?: number

  @Field(() => String, { nullable: true })
  idempotencyKey?: string

  @Field(() => String, { nullable: true })
  externalId?: string

  @Field(() => String, {
    nullable: true,
    description:
      "The platform's own pseudonym for the person who wrote it, so that their words can be erased; kept as a keyed digest.",
  })
  author?: string

  @Field(() => String, { nullable: true, description: 'Where the person is.' })
  region?: string

  @Field(() => String, { nullable: true })
  language?: string

  @Field(() => Boolean, { nullable: true })
  onPremisesOnly?: boolean

  @Field(() => SubjectInput, { nullable: true })
  subject?: Ref<SubjectInput>
}

@InputType()
export class ClassifyInput extends SubmitItemInput {
  @Field(() => Int, {
    nullable: true,
    description: 'How long to wait for the verdict; the work goes on after.',
  })
  deadlineMs?: number
}

@InputType()
export class SubmitContentInput {
  @Field(() => [SubmitItemInput])
  items!: SubmitItemInput[]
}

@ObjectType({ description: 'Accepted and not yet judged; the verdict will have this id.' })
export class PendingClassification {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  policy!: string

  @Field(() => ActionKindEnum, {
    description: "The policy's conservative action until a verdict is there.",
  })
  interimAction!: ActionKind

  @Field(() => Date)
  acceptedAt!: Date
}

const resolveByClass = (value: object) =>
  value instanceof PendingClassification ? PendingClassification : VerdictType

export const ClassificationResult = createUnionType({
  name: 'ClassificationResult',
  types: () => [VerdictType, PendingClassification] as const,
  resolveType: resolveByClass,
})

@ObjectType({ description: 'One answer per policy, in the order asked.' })
export class Classified {
  @Field(() => [ClassificationResult])
  results!: object[]
}

export const ClassifyResult = resultUnion('ClassifyResult', [
  VerdictType,
  PendingClassification,
  Classified,
])

@ObjectType()
export class SubmittedItem {
  @Field(() => Int)
  index!: number

  @Field(() => [ID])
  classificationIds!: readonly string[]

  @Field(() => Refusal, { nullable: true })
  refusal?: Ref<Refusal> | null

  @Field(() => Boolean, { description: 'Whether the idempotency key was seen before.' })
  repeated!: boolean
}

@ObjectType()
export class Submission {
  @Field(() => [SubmittedItem])
  items!: SubmittedItem[]

  @Field(() => Int, { description: 'Classifications accepted, repetitions not counted.' })
  accepted!: number
}

export const SubmitContentResult = resultUnion('SubmitContentResult', [Submission])

@ObjectType('Reconciliation', {
  description: 'Nothing is lost while accepted = recorded + undetermined + pending.',
})
export class ReconciliationType {
  @Field(() => String)
  window!: string

  @Field(() => Date)
  since!: Date

  @Field(() => GraphQLBigInt)
  accepted!: bigint

  @Field(() => GraphQLBigInt)
  recorded!: bigint

  @Field(() => GraphQLBigInt)
  undetermined!: bigint

  @Field(() => GraphQLBigInt)
  pending!: bigint

  @Field(() => GraphQLBigInt, { description: 'Judged beside the version in force, counted apart.' })
  shadowAccepted!: bigint

  @Field(() => GraphQLBigInt)
  shadowRecorded!: bigint

  @Field(() => GraphQLBigInt)
  shadowPending!: bigint

  @Field(() => Boolean)
  whole!: boolean

  @Field(() => Float, { nullable: true })
  longestPendingMs?: number | null

  @Field(() => Date)
  checkedAt!: Date
}

export const pending = (fields: PendingClassification): PendingClassification =>
  as(PendingClassification, fields)
