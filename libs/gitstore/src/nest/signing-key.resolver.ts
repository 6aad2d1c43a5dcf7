import { Inject } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Audited, CurrentPrincipal, Permit } from '@assize/identity/nest'
import { as } from '@assize/platform/nest'
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql'
import {
  AddSigningKeyInput,
  AddSigningKeyResult,
  RemoveSigningKeyResult,
  SigningKeyType,
} from './signing-key.graphql.js'
import { SigningKeys, type SigningKey } from './signing-keys.service.js'

@Resolver()
export class SigningKeyResolver {
  constructor(@Inject(SigningKeys) private readonly keys: SigningKeys) {}

  @Permit('key:manage')
  @Query(() => [SigningKeyType], { description: 'Your own, those you removed among them.' })
  async signingKeys(@CurrentPrincipal() principal: Principal): Promise<SigningKeyType[]> {
    return (await this.keys.listOf(principal.id)).map(toType)
  }

  @Permit('key:manage')
  @Audited({
    action: 'signing-key.added',
    target: 'signing-key',
    of: () => null,
    made: (key: SigningKeyType) => key.id,
  })
  @Mutation(() => AddSigningKeyResult)
  async addSigningKey(
    @CurrentPrincipal() principal: Principal,
    @Args('input', { type: () => AddSigningKeyInput }) { name, publicKey }: AddSigningKeyInput,
  ): Promise<SigningKeyType> {
    return toType(await this.keys.add(principal, name, publicKey))
  }

  @Permit('key:manage')
  @Audited({ action: 'signing-key.removed', target: 'signing-key' })
  @Mutation(() => RemoveSigningKeyResult)
  async removeSigningKey(
    @CurrentPrincipal() principal: Principal,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<SigningKeyType> {
    return toType(await this.keys.remove(principal, id))
  }
}

const toType = ({ personId: _, ...key }: SigningKey): SigningKeyType => as(SigningKeyType, key)
