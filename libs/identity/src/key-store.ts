import type { ApiKey } from './api-key.js'
import type { Role } from './role.js'

export interface KeyOwner {
  readonly kind: 'person' | 'service'
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly disabledAt: Date | null
}

export interface OwnedKey {
  readonly key: ApiKey
  readonly owner: KeyOwner
}

export type KeyActor =
  { readonly kind: 'system' } | { readonly kind: 'person' | 'service'; readonly id: string }

/** A fact about a key, written in the transaction that changes the key. */
export interface KeyEvent {
  readonly id: string
  readonly kind: 'created' | 'revoked'
  readonly by: KeyActor
  readonly recordedAt: Date
}

/** Whose keys are meant: one owner's, those of all service accounts, or both. */
export interface KeyReach {
  readonly ownerId: string | null
  readonly ofServices: boolean
}

export abstract class KeyStore {
  abstract findByDigest(digest: string): Promise<OwnedKey | null>
  abstract find(id: string): Promise<OwnedKey | null>
  /** Newest first. */
  abstract list(reach: KeyReach): Promise<readonly OwnedKey[]>
  /** Answers false, and writes nothing, when the digest is known. */
  abstract add(key: ApiKey, digest: string, event: KeyEvent): Promise<boolean>
  /** Answers false, and writes nothing, when the key is revoked already. */
  abstract revoke(id: string, event: KeyEvent): Promise<boolean>
  abstract noteUse(id: string, usedAt: Date): Promise<void>
  /** Answers true once in the life of a key, however many processes ask. */
  abstract noteFirstUse(id: string, usedAt: Date): Promise<boolean>
}
