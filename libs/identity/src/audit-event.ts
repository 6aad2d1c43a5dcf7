import { isStorableText, isUuid, sha256Hex } from '@assize/kernel'
import type { Principal } from './principal.js'

/** Whose act it was. A stranger is a caller nobody knows; the system acts by itself, by its clock. */
export interface Actor {
  readonly kind: 'person' | 'service' | 'system' | 'stranger'
  /** Of the person or service account; null for the others. */
  readonly id: string | null
  /** All roles held at that moment, with commas between them. */
  readonly role?: string | null | undefined
  readonly requestId?: string | null | undefined
}

export interface AuditTarget {
  /** `verdict`, `content-item`, `case`: a closed word. */
  readonly type: string
  /** Null where there is no object yet, or none came to be. */
  readonly id: string | null
}

export const auditOutcomes = ['done', 'refused', 'failed'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/** What somebody did, as a room tells it. Nothing in it is free text: people's words belong in payload tables. */
export interface AuditNote {
  /** Dotted, in the past: `case.decided`. */
  readonly action: string
  readonly target: AuditTarget
  /** SHA-256 of the object's state, by `AuditSnapshots`, or of the file handed out. */
  readonly before?: Uint8Array | null | undefined
  readonly after?: Uint8Array | null | undefined
  /** One closed word, such as `retention` or `legal-hold`. */
  readonly reason?: string | null | undefined
  /** `done` unless told. */
  readonly outcome?: AuditOutcome | undefined
  /** Of the refusal or failure, `FORBIDDEN`. */
  readonly code?: string | null | undefined
}

/** One event as it stands on the record. A list that showed several objects at once is one event with all their ids. */
export interface AuditEvent {
  readonly id: string
  readonly actor: Actor
  readonly action: string
  readonly target: AuditTarget
  readonly targetIds: readonly string[] | null
  readonly before: Uint8Array | null
  readonly after: Uint8Array | null
  readonly reason: string | null
  readonly outcome: AuditOutcome
  readonly code: string | null
  readonly recordedAt: Date
}

export const systemActor: Actor = { kind: 'system', id: null }
export const stranger = (requestId: string | null): Actor => ({
  ...{ kind: 'stranger', id: null, requestId },
})

export const actorOf = (principal: Principal, requestId: string | null = null): Actor => ({
  ...{ kind: principal.kind, id: principal.id, role: principal.roles.join(',') || null, requestId },
})

/** As many ids as one event holds, so that the event stays below the 64 KiB other systems take. */
export const mostTargets = 500

const harmless = /^[\x21-\x7e\u00a0-\uffff]{1,200}$/

/** An id as the trail can hold it: one that a caller made up is kept by its digest. */
export const targetIdOf = (id: string): string =>
  harmless.test(id) && isStorableText(id) ? id : `sha256:${sha256Hex(id)}`

const actions = /^[a-z][a-z-]{0,39}(\.[a-z][a-z-]{0,39}){1,2}$/
const types = /^[a-z][a-z-]{0,39}$/
const reasons = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/

/** Throws where a room tells of an act in words the trail does not hold: a bug of ours, not of a caller. */
export function requireClosedWords(
  action: string,
  type: string,
  reason: string | null = null,
): void {
  if (!actions.test(action) || !types.test(type) || (reason !== null && !reasons.test(reason)))
    throw new TypeError('expected a dotted action, a type and a reason in closed words')
}

/** The same for whoever acted and for digests. */
export function requireFit(
  actor: Actor,
  digests: readonly (Uint8Array | null | undefined)[],
): void {
  const known = actor.kind === 'person' || actor.kind === 'service'
  if (known !== (actor.id !== null) || (actor.id !== null && !isUuid(actor.id)))
    throw new TypeError('expected the id of a person or service account, and of nobody else')
  if (digests.some((digest) => digest && digest.length !== 32))
    throw new TypeError('expected digests of 32 bytes')
}

export const codeOf = (code: string): string =>
  /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : 'UNNAMED'
