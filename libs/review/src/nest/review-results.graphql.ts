import { resultUnion, type Ref } from '@assize/platform/nest'
import { ExampleOfferType } from '@assize/policy/nest'
import { Field, ObjectType } from '@nestjs/graphql'
import { CaseType } from './case.graphql.js'
import { DecisionType } from './decision.graphql.js'

@ObjectType({ description: 'A case that is yours until the lease ends.' })
export class ClaimedCase {
  @Field(() => CaseType)
  case!: Ref<CaseType>

  @Field(() => String, { description: 'Proves the lease; it is shown here only.' })
  leaseToken!: string

  @Field(() => Date)
  leaseExpiresAt!: Date
}

@ObjectType({ description: 'Nothing waits for you where you asked.' })
export class NoCaseWaiting {
  @Field(() => String, { nullable: true })
  queue?: string | null
}

export const ClaimNextResult = resultUnion('ClaimNextResult', [ClaimedCase, NoCaseWaiting])
export const DecideCaseResult = resultUnion('DecideCaseResult', [DecisionType])
export const ReverseDecisionResult = resultUnion('ReverseDecisionResult', [CaseType])
export const ReleaseLeaseResult = resultUnion('ReleaseLeaseResult', [CaseType])
export const OfferExampleResult = resultUnion('OfferExampleResult', [ExampleOfferType])
