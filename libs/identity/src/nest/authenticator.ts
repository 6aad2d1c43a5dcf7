import { Clock } from '@assize/kernel'
import { Injectable } from '@nestjs/common'
import {
  actorOf,
  digestOfApiKey,
  digestOfToken,
  IdentityError,
  isAlive,
  isApiKeyForm,
  isDueForNote,
  keyFault,
  KeyStore,
  SessionStore,
  sessionTerm,
  type Principal,
} from '../index.js'
import { AuditTrail } from './audit-trail.js'
import type { Caller } from './caller.js'
import { cookieNamed, sessionCookie } from './cookie.js'

export interface CallerHeaders {
  readonly authorization?: string | undefined
  readonly cookie?: string | undefined
}

/** Turns what a request carries into a principal. A key, once presented, must be good; a dead cookie is no cookie. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly sessions: SessionStore,
    private readonly keys: KeyStore,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  /** `note: false` looks without counting as a sign of life. */
  async identify(
    { authorization, cookie }: CallerHeaders,
    { note }: { readonly note: boolean } = { note: true },
  ): Promise<Caller | null> {
    if (authorization !== undefined) {
      const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
      return { principal: await this.byKey(secret ?? ''), session: null }
    }
    const token = cookieNamed(sessionCookie, cookie)
    return token ? this.bySession(token, note) : null
  }

  /** Throws `KEY_REFUSED` without saying whether the key is unknown, expired, revoked or its owner gone. */
  async byKey(secret: string): Promise<Principal> {
    const now = this.clock.now()
    const found = isApiKeyForm(secret) ? await this.keys.findByDigest(digestOfApiKey(secret)) : null
    if (!found || keyFault(found.key, now) || found.owner.disabledAt)
      throw new IdentityError('KEY_REFUSED', 'expected a valid API key')
    const { key, owner } = found
    const { kind, id, name, roles } = owner
    const principal = { kind, id, name, roles, scopes: key.scopes }
    if (!key.lastUsedAt) await this.noteFirstUse(key.id, principal, now)
    else if (now.getTime() - key.lastUsedAt.getTime() >= sessionTerm.noteMs)
      await this.keys.noteUse(key.id, now)
    return principal
  }

  private async noteFirstUse(id: string, principal: Principal, now: Date): Promise<void> {
    if (!(await this.keys.noteFirstUse(id, now))) return
    const note = { action: 'key.first-used', target: { type: 'api-key', id } }
    await this.trail.note(actorOf(principal), [note])
  }

  private async bySession(token: string, note: boolean): Promise<Caller | null> {
    const now = this.clock.now()
    const found = await this.sessions.find(digestOfToken(token))
    if (!found || !isAlive(found.session, now) || found.person.disabledAt) return null
    const { session, person } = found
    if (note && isDueForNote(session, now)) await this.sessions.note(session.id, now)
    const { id, name, roles } = person
    return { principal: { kind: 'person', id, name, roles, scopes: null }, session }
  }
}
