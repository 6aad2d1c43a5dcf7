import { enumType, resultUnion, type Ref } from '@assize/platform/nest'
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { roles, type Role } from '../index.js'

export const RoleEnum = enumType('Role', roles)

@ObjectType({ description: 'The caller.' })
export class Me {
  @Field(() => String, { description: 'person or service' })
  kind!: string

  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true })
  email?: string | null

  @Field(() => [RoleEnum])
  roles!: Role[]

  @Field(() => [String])
  permissions!: string[]
}

@ObjectType({ description: 'A member of staff who can log in.' })
export class Person {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String)
  email!: string

  @Field(() => [RoleEnum])
  roles!: Role[]

  @Field(() => Date)
  createdAt!: Date

  @Field(() => Date, { nullable: true })
  lastSeenAt?: Date | null

  @Field(() => Boolean)
  disabled!: boolean
}

@ObjectType('ApiKey', { description: 'A bearer key; its secret is shown once, when it is made.' })
export class ApiKeyType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String)
  prefix!: string

  @Field(() => String, { description: 'Name of the person or service account it acts for.' })
  owner!: string

  @Field(() => RoleEnum)
  role!: Role

  @Field(() => [String])
  scopes!: string[]

  @Field(() => Date)
  createdAt!: Date

  @Field(() => Date)
  expiresAt!: Date

  @Field(() => Date, { nullable: true })
  revokedAt?: Date | null

  @Field(() => Date, { nullable: true })
  lastUsedAt?: Date | null
}

@ObjectType()
export class CreatedApiKey {
  @Field(() => ApiKeyType)
  key!: Ref<ApiKeyType>

  @Field(() => String, { description: 'Shown this once.' })
  secret!: string
}

@InputType()
export class CreateApiKeyInput {
  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true, description: 'Absent: a key of your own.' })
  serviceAccount?: string | null

  @Field(() => [String], { nullable: true, description: 'Absent: all its owner may.' })
  scopes?: string[] | null

  @Field(() => Int, { nullable: true, description: '1 to 365, 90 unless told.' })
  expiresInDays?: number | null
}

export const CreateApiKeyResult = resultUnion('CreateApiKeyResult', [CreatedApiKey])
export const RevokeApiKeyResult = resultUnion('RevokeApiKeyResult', [ApiKeyType])
