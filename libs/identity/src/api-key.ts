import type { Randomness } from '@assize/kernel'
import { IdentityError } from './identity-error.js'
import { isPermission, type Permission } from './permission.js'
import { permissionsOf, type Principal } from './principal.js'
import { digestOfToken, newToken } from './secret-token.js'

const dayMs = 86_400_000
const form = /^ak_[A-Za-z0-9_-]{43}$/

export const keyTerm = { usualDays: 90, mostDays: 365 } as const

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** The first characters, by which people recognise a key. */
  readonly prefix: string
  readonly owner: { readonly kind: 'person' | 'service'; readonly id: string }
  readonly scopes: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
}

export const mintApiKey = (randomness: Randomness): string => `ak_${newToken(randomness)}`

export const isApiKeyForm = (secret: string): boolean => form.test(secret)

export const prefixOfApiKey = (secret: string): string => secret.slice(0, 11)

export const digestOfApiKey = (secret: string): string => digestOfToken(secret)

/** Why a key is not accepted any more, or null. */
export function keyFault(key: ApiKey, now: Date): 'revoked' | 'expired' | null {
  if (key.revokedAt) return 'revoked'
  return key.expiresAt <= now ? 'expired' : null
}

/** Throws `KEY_TERM_INVALID` outside 1 to 365 whole days. */
export function expiryOf(now: Date, days: number = keyTerm.usualDays): Date {
  if (!Number.isInteger(days) || days < 1 || days > keyTerm.mostDays)
    throw new IdentityError(
      'KEY_TERM_INVALID',
      `expected a term of 1 to ${keyTerm.mostDays} days, saw ${days}`,
      { days },
    )
  return new Date(now.getTime() + days * dayMs)
}

/** A key carries at most what its owner holds; all of it when nothing narrower is asked. */
export function scopesFor(
  owner: Principal,
  asked: readonly string[] | null,
): readonly Permission[] {
  const held = permissionsOf(owner)
  if (!asked) return held
  const beyond = asked.filter((scope) => !isPermission(scope) || !held.includes(scope))
  if (asked.length === 0 || beyond.length > 0)
    throw new IdentityError('SCOPE_REFUSED', 'expected scopes the owner of the key holds', {
      beyond: beyond.slice(0, 10),
    })
  return [...new Set(asked)] as Permission[]
}
