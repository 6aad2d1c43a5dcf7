import { enumType, type Ref } from '@assize/platform/nest'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { claimKinds, type ClaimKind } from '../claims/claim.js'
import { SpanType } from './finding.graphql.js'

const ClaimKindEnum = enumType('ClaimKind', claimKinds)

@ObjectType('Claim', { description: 'Something a trace claims, at a place in it.' })
export class ClaimType {
  @Field(() => Int, { description: 'From 1, in order.' })
  number!: number

  @Field(() => ClaimKindEnum)
  kind!: ClaimKind

  @Field(() => Int, { description: 'Of the trace, from 1.' })
  step!: number

  @Field(() => SpanType, { description: 'In the trace.' })
  span!: Ref<SpanType>

  @Field(() => SpanType, { nullable: true, description: 'What bears it out.' })
  support!: Ref<SpanType> | null

  @Field(() => Boolean, { description: 'Looked for in policy and content, and not found there.' })
  unsupported!: boolean

  @Field(() => [Int], { description: 'Numbers of the claims that it draws on.' })
  restsOn!: readonly number[]
}
