import type { Ref } from '@assize/platform/nest'
import { PolicyVersionType } from '@assize/policy/nest'
import { VerdictType } from '@assize/verdict/nest'
import { Field, ObjectType } from '@nestjs/graphql'

@ObjectType('AnswerCandidate', {
  description: 'A verdict or a policy version, and why it matches.',
})
export class AnswerCandidateType {
  @Field(() => VerdictType, { nullable: true })
  verdict?: Ref<VerdictType> | null

  @Field(() => PolicyVersionType, { nullable: true })
  policyVersion?: Ref<PolicyVersionType> | null

  @Field(() => String, { description: 'Why it matches, in words.' })
  reason!: string

  @Field(() => Date, { nullable: true, description: 'Of a version: since when it was in force.' })
  from?: Date | null

  @Field(() => Date, { nullable: true, description: 'Of a version: until when it was in force.' })
  to?: Date | null

  verdictId!: string | null
}

@ObjectType('Answer')
export class AnswerType {
  @Field(() => [AnswerCandidateType], { description: 'The most telling match first.' })
  candidates!: Ref<AnswerCandidateType>[]

  @Field(() => Boolean, { description: 'Whether more match than are shown.' })
  more!: boolean
}
