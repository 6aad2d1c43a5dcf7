import {
  connectionType,
  enumType,
  GraphQLBigInt,
  GraphQLJSON,
  type Ref,
} from '@assize/platform/nest'
import { EffortEnum, OutcomeEnum, SeverityEnum } from '@assize/policy/nest'
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql'
import { answerers, arms, sources, type Verdict } from '../verdict.js'

export const AnsweredByEnum = enumType('AnsweredBy', answerers)
export const ArmEnum = enumType('Arm', arms)
export const SourceEnum = enumType('Source', sources)

@ObjectType('Usage', { description: 'Token counts; null where the server gave none.' })
export class UsageType {
  @Field(() => Int, { nullable: true })
  promptTokens?: number | null

  @Field(() => Int, { nullable: true })
  completionTokens?: number | null

  @Field(() => Int, { nullable: true })
  reasoningTokens?: number | null

  @Field(() => Int, { nullable: true })
  cachedTokens?: number | null

  @Field(() => Boolean, { description: 'Whether any of them was counted here.' })
  estimated!: boolean
}

@ObjectType('Attempt', { description: 'One call to an endpoint on the way to a verdict.' })
export class AttemptType {
  verdictId!: string
  contentItemId!: string
  rawReply!: string | null

  @Field(() => Int)
  number!: number

  @Field(() => String)
  endpoint!: string

  @Field(() => String)
  model!: string

  @Field(() => Date)
  startedAt!: Date

  @Field(() => Float)
  waitedMs!: number

  @Field(() => Float, { nullable: true })
  firstTokenMs?: number | null

  @Field(() => Float)
  wholeMs!: number

  @Field(() => Int, { nullable: true })
  httpStatus?: number | null

  @Field(() => String, { nullable: true })
  finishReason?: string | null

  @Field(() => String, { nullable: true })
  errorClass?: string | null

  @Field(() => String, { nullable: true })
  completionId?: string | null

  @Field(() => String, { nullable: true })
  serverVersion?: string | null

  @Field(() => String, { nullable: true })
  systemFingerprint?: string | null

  @Field(() => String, { nullable: true })
  reasoningField?: string | null

  @Field(() => UsageType)
  usage!: Ref<UsageType>

  @Field(() => Boolean)
  simulated!: boolean
}

@ObjectType('Verdict', {
  description: 'One judgement of one content item under one policy version.',
})
export class VerdictType {
  contentItemId!: string

  @Field(() => ID)
  id!: string

  @Field(() => String)
  policy!: string

  @Field(() => String)
  policyCommit!: string

  @Field(() => OutcomeEnum)
  outcome!: Verdict['outcome']

  @Field(() => String, { nullable: true, description: 'As the policy words it.' })
  label?: string | null

  @Field(() => [String])
  rules!: readonly string[]

  @Field(() => SeverityEnum, { nullable: true })
  severity?: string | null

  @Field(() => String, { nullable: true })
  confidence?: string | null

  @Field(() => String, { nullable: true })
  undeterminedReason?: string | null

  @Field(() => AnsweredByEnum)
  answeredBy!: Verdict['answeredBy']

  @Field(() => ArmEnum)
  arm!: Verdict['arm']

  @Field(() => SourceEnum)
  source!: Verdict['source']

  @Field(() => String)
  model!: string

  @Field(() => String)
  endpoint!: string

  @Field(() => String, { nullable: true })
  serverVersion?: string | null

  @Field(() => String, { nullable: true })
  systemFingerprint?: string | null

  @Field(() => EffortEnum, { nullable: true })
  effort?: string | null

  @Field(() => GraphQLJSON)
  sampling!: unknown

  @Field(() => UsageType)
  usage!: Ref<UsageType>

  @Field(() => GraphQLBigInt, { nullable: true })
  costMicros?: bigint | null

  @Field(() => Float, { nullable: true })
  latencyMs?: number | null

  @Field(() => String)
  promptDigest!: string

  @Field(() => String, { nullable: true })
  finishReason?: string | null

  @Field(() => String, { nullable: true })
  recordedLabel?: string | null

  @Field(() => String, { nullable: true })
  expectedLabel?: string | null

  @Field(() => Boolean, { description: 'Made by a simulator, not by a model.' })
  simulated!: boolean

  @Field(() => String, { nullable: true })
  externalId?: string | null

  @Field(() => Date)
  acceptedAt!: Date

  @Field(() => Date)
  recordedAt!: Date

  @Field(() => Date, { description: "The model's own time; imports keep theirs." })
  decidedAt!: Date
}

export const VerdictConnection = connectionType(VerdictType, 'Verdict')
