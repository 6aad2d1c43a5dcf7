import { as, type GraphqlContext } from '@assize/platform/nest'
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql'
import {
  permissionsOf,
  type OwnedKey,
  type Person as KnownPerson,
  type Principal,
} from '../index.js'
import { Audited } from './audited.decorator.js'
import { ApiKeyService } from './api-key.service.js'
import { CurrentPrincipal, findPrincipal } from './caller-context.js'
import {
  ApiKeyType,
  CreateApiKeyInput,
  CreateApiKeyResult,
  CreatedApiKey,
  Me,
  Person,
  RevokeApiKeyResult,
} from './identity.graphql.js'
import { IdentityService } from './identity.service.js'
import { Anyone, Permit } from './permit.decorator.js'

@Resolver()
export class IdentityResolver {
  constructor(
    private readonly identity: IdentityService,
    private readonly keys: ApiKeyService,
  ) {}

  @Anyone()
  @Query(() => Me, { nullable: true, description: 'Null for a caller nobody knows.' })
  async me(@Context() context: GraphqlContext): Promise<Me | null> {
    const principal = findPrincipal(context)
    if (!principal) return null
    const { kind, id, name } = principal
    const person = kind === 'person' ? await this.identity.findPerson(id) : null
    const permissions = [...permissionsOf(principal)]
    return {
      kind,
      id,
      name,
      email: person?.email ?? null,
      roles: [...principal.roles],
      permissions,
    }
  }

  @Permit('user:manage', 'audit:read')
  @Query(() => [Person])
  async people(): Promise<Person[]> {
    return (await this.identity.listPeople()).map(toPersonType)
  }

  @Permit('key:manage', 'service-key:manage')
  @Query(() => [ApiKeyType])
  async apiKeys(@CurrentPrincipal() principal: Principal): Promise<ApiKeyType[]> {
    return (await this.keys.list(principal)).map(toKeyType)
  }

  @Permit('key:manage', 'service-key:manage')
  @Audited<object, CreatedApiKey>({
    ...{ action: 'key.created', target: 'api-key', made: ({ key }) => key.id },
  })
  @Mutation(() => CreateApiKeyResult)
  async createApiKey(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => CreateApiKeyInput }) input: CreateApiKeyInput,
  ): Promise<CreatedApiKey> {
    const issued = await this.keys.create(principal, input)
    return as(CreatedApiKey, { key: toKeyType(issued), secret: issued.secret })
  }

  @Permit('key:manage', 'service-key:manage')
  @Audited({ action: 'key.revoked', target: 'api-key' })
  @Mutation(() => RevokeApiKeyResult)
  async revokeApiKey(
    @CurrentPrincipal() principal: Principal,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ApiKeyType> {
    return toKeyType(await this.keys.revoke(principal, id))
  }
}

function toPersonType({ disabledAt, roles, ...person }: KnownPerson): Person {
  return { ...person, roles: [...roles], disabled: disabledAt !== null }
}

function toKeyType({ key, owner }: OwnedKey): ApiKeyType {
  const { id, name, prefix, createdAt, expiresAt, revokedAt, lastUsedAt } = key
  return as(ApiKeyType, {
    ...{ id, name, prefix, createdAt, expiresAt, revokedAt, lastUsedAt },
    owner: owner.name,
    role: owner.roles[0] ?? 'service',
    scopes: [...key.scopes],
  })
}
