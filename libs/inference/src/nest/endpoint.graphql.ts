import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { enumType, resultUnion } from '@assize/platform/nest'
import { endpointStates, type EndpointState } from '../endpoint.js'
import { endpointKinds, type EndpointKind } from '../kinds/kinds.js'

export const EndpointKindEnum = enumType('EndpointKind', endpointKinds)
export const EndpointStateEnum = enumType(
  'EndpointState',
  endpointStates,
  'What people want of it; draining finishes what is under way and takes nothing new.',
)

@ObjectType('Endpoint', { description: 'One base URL, key and model that can judge.' })
export class EndpointType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => EndpointKindEnum)
  kind!: EndpointKind

  /** Shown to some, as is `apiKeyEnv`. */
  baseUrl!: string

  apiKeyEnv?: string | null

  @Field(() => String)
  model!: string

  @Field(() => Int)
  maxInFlight!: number

  @Field(() => Boolean)
  onPremises!: boolean

  @Field(() => String, { nullable: true })
  revision?: string | null

  @Field(() => String, { nullable: true })
  quantization?: string | null

  @Field(() => Boolean, { description: 'No model runs behind it.' })
  simulated!: boolean

  @Field(() => EndpointStateEnum)
  state!: EndpointState

  @Field(() => String, { description: 'settings or admin' })
  origin!: string

  @Field(() => Boolean, { description: 'As the newest report of a worker has it.' })
  healthy!: boolean

  @Field(() => String, { nullable: true, description: 'Why it is not healthy.' })
  reason?: string | null

  @Field(() => Int, { description: 'Calls of all workers under way.' })
  inFlight!: number

  @Field(() => Int, { description: 'Calls queued at the server, where it says.' })
  waiting!: number

  @Field(() => Int)
  completedLastMin!: number

  @Field(() => Int)
  failedLastMin!: number

  @Field(() => Float, { description: 'Output tokens a second over the last minute.' })
  tokensPerSecond!: number

  @Field(() => Float, { nullable: true, description: 'Share of prompt tokens found cached.' })
  cachedShare?: number | null

  @Field(() => String, { nullable: true })
  serverVersion?: string | null

  @Field(() => Date, { nullable: true, description: 'When a worker last looked.' })
  seenAt?: Date | null
}

@InputType()
export class SaveEndpointInput {
  @Field(() => ID, { nullable: true, description: 'Absent: a new one.' })
  id?: string | null

  @Field(() => String)
  name!: string

  @Field(() => EndpointKindEnum)
  kind!: EndpointKind

  @Field(() => String)
  baseUrl!: string

  @Field(() => String)
  model!: string

  @Field(() => String, { nullable: true })
  apiKeyEnv?: string | null

  @Field(() => Int, { nullable: true })
  maxInFlight?: number | null

  @Field(() => Boolean, { nullable: true })
  onPremises?: boolean | null

  @Field(() => String, { nullable: true })
  revision?: string | null

  @Field(() => String, { nullable: true })
  quantization?: string | null
}

export const SaveEndpointResult = resultUnion('SaveEndpointResult', [EndpointType])
