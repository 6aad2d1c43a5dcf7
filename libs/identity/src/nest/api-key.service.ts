import { Clock, IdSource, isUuid, Randomness } from '@assize/kernel'
import { Injectable } from '@nestjs/common'
import {
  digestOfApiKey,
  expiryOf,
  grantOf,
  IdentityError,
  KeyStore,
  mintApiKey,
  parseName,
  prefixOfApiKey,
  scopesFor,
  type KeyActor,
  type OwnedKey,
  type Principal,
} from '../index.js'
import { IdentityService } from './identity.service.js'

export interface KeyRequest {
  readonly name: string
  /** The account the key is for; absent for a key of one's own. */
  readonly serviceAccount?: string | null | undefined
  /** Narrows what the key may do; absent for all its owner may. */
  readonly scopes?: readonly string[] | null | undefined
  readonly expiresInDays?: number | null | undefined
}

export interface IssuedKey extends OwnedKey {
  /** Shown once: only its digest is kept. */
  readonly secret: string
}

/** Administrators manage the keys of service accounts; everybody else, and they too, manage their own. */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly keys: KeyStore,
    private readonly identity: IdentityService,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly ids: IdSource,
  ) {}

  async list(principal: Principal): Promise<readonly OwnedKey[]> {
    return this.keys.list({
      ownerId: grantOf(principal, 'key:manage') === 'none' ? null : principal.id,
      ofServices: grantOf(principal, 'service-key:manage') === 'all',
    })
  }

  async create(principal: Principal, request: KeyRequest): Promise<IssuedKey> {
    const name = parseName(request.name)
    const owner = await this.ownerFor(principal, request.serviceAccount ?? null)
    const held = await this.keys.list({ ownerId: owner.id, ofServices: false })
    const taken = held.some(({ key }) => key.name === name && !key.revokedAt)
    if (taken) throw new IdentityError('NAME_TAKEN', 'expected a name no key in use has', { name })
    const secret = mintApiKey(this.randomness)
    return this.issue(owner, { ...request, name }, secret, principal)
  }

  /** Answers the key as it is when it was revoked before. Throws `KEY_UNKNOWN` for keys out of reach, too. */
  async revoke(principal: Principal, id: string): Promise<OwnedKey> {
    const found = isUuid(id) ? await this.keys.find(id) : null
    if (!found || !manages(principal, found))
      throw new IdentityError('KEY_UNKNOWN', 'expected a key of your own or of a service account')
    const recordedAt = this.clock.now()
    const event = { id: this.ids.next(), kind: 'revoked', by: principal, recordedAt } as const
    await this.keys.revoke(id, event)
    return (await this.keys.find(id)) ?? found
  }

  /** Puts a key with a known secret in place, once; the first start knows it from its credentials file. */
  async issue(
    owner: Principal,
    request: Pick<KeyRequest, 'name' | 'scopes' | 'expiresInDays'>,
    secret: string,
    by: KeyActor,
  ): Promise<IssuedKey> {
    const createdAt = this.clock.now()
    const key = {
      id: this.ids.next(),
      name: request.name,
      prefix: prefixOfApiKey(secret),
      owner: { kind: owner.kind, id: owner.id },
      scopes: scopesFor(owner, request.scopes ?? null),
      createdAt,
      expiresAt: expiryOf(createdAt, request.expiresInDays ?? undefined),
      revokedAt: null,
      lastUsedAt: null,
    }
    const event = { id: this.ids.next(), kind: 'created', by, recordedAt: createdAt } as const
    await this.keys.add(key, digestOfApiKey(secret), event)
    return { key, owner: { ...owner, disabledAt: null }, secret }
  }

  private async ownerFor(principal: Principal, account: string | null): Promise<Principal> {
    const needed = account === null ? 'key:manage' : 'service-key:manage'
    if (grantOf(principal, needed) === 'none')
      throw new IdentityError('FORBIDDEN', `expected the permission ${needed}`, {
        permission: needed,
      })
    if (account === null) return principal
    const { id, name, roles } = await this.identity.openServiceAccount(account, principal.id)
    return { kind: 'service', id, name, roles, scopes: null }
  }
}

const manages = (principal: Principal, { key }: OwnedKey): boolean =>
  key.owner.id === principal.id
    ? grantOf(principal, 'key:manage') !== 'none'
    : key.owner.kind === 'service' && grantOf(principal, 'service-key:manage') === 'all'
