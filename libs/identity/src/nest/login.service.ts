import { Clock, hmacSha256Hex, Randomness } from '@assize/kernel'
import { Config } from '@assize/platform'
import { Injectable } from '@nestjs/common'
import {
  actorOf,
  digestOfToken,
  IdentityError,
  LoginThrottle,
  newToken,
  normalEmail,
  PasswordHasher,
  PeopleStore,
  SessionStore,
  sessionTerm,
  stranger,
  type Person,
  type Principal,
  type Session,
} from '../index.js'
import { AuditTrail } from './audit-trail.js'

export interface Login {
  readonly email: string
  readonly password: string
  /** Where the attempt comes from, for the throttle. */
  readonly address: string
  readonly requestId: string
}

@Injectable()
export class LoginService {
  private readonly throttle = new LoginThrottle()

  constructor(
    private readonly people: PeopleStore,
    private readonly sessions: SessionStore,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly trail: AuditTrail,
    private readonly config: Config,
  ) {}

  /** Throws `TOO_MANY_ATTEMPTS` or `CREDENTIALS_REFUSED`, the latter alike for unknown and known addresses. */
  async login({
    email,
    password,
    address,
    requestId,
  }: Login): Promise<{ token: string; session: Session }> {
    const attempt = { account: normalEmail(email), address }
    const permit = this.throttle.begin(attempt, this.clock.now())
    if (permit.kind === 'wait') {
      const retryAfterSeconds = Math.ceil(permit.retryAfterMs / 1000)
      throw new IdentityError(
        'TOO_MANY_ATTEMPTS',
        `too many attempts: expected none for ${retryAfterSeconds} s`,
        { retryAfterSeconds },
      )
    }
    const found = await this.people.findPersonByEmail(attempt.account)
    const matches = await this.hasher.verify(found?.passwordHash ?? null, password)
    if (!found || !matches || found.person.disabledAt) {
      await this.noteRefused(attempt.account, found?.person ?? null, requestId)
      throw new IdentityError('CREDENTIALS_REFUSED', 'expected a known address and its password')
    }
    this.throttle.succeeded(attempt)
    const opened = await this.open(found.person.id)
    const { id, name, roles } = found.person
    await this.note('logged-in', { kind: 'person', id, name, roles, scopes: null }, requestId)
    return opened
  }

  async logout(session: Session, principal: Principal, requestId: string): Promise<void> {
    await this.sessions.end(session.id)
    await this.note('logged-out', principal, requestId)
  }

  private note(act: string, principal: Principal, requestId: string): Promise<void> {
    const target = { type: 'person', id: principal.id }
    return this.trail.note(actorOf(principal, requestId), [{ action: `person.${act}`, target }])
  }

  /** An address nobody here has is a stranger's: kept as a keyed digest, which tells one from another and no more. */
  private noteRefused(account: string, person: Person | null, requestId: string): Promise<void> {
    const digest = hmacSha256Hex(this.config.contentHmacKey, `assize-login\n${account}`)
    const target = person
      ? { type: 'person', id: person.id }
      : { type: 'address', id: `hmac:${digest.slice(0, 32)}` }
    const refused = { outcome: 'refused', code: 'CREDENTIALS_REFUSED' } as const
    return this.trail.note(stranger(requestId), [
      { action: 'person.logged-in', target, ...refused },
    ])
  }

  private async open(personId: string): Promise<{ token: string; session: Session }> {
    const now = this.clock.now()
    const token = newToken(this.randomness)
    const session = {
      id: digestOfToken(token),
      personId,
      csrfToken: newToken(this.randomness),
      createdAt: now,
      expiresAt: new Date(now.getTime() + sessionTerm.mostMs),
      lastSeenAt: now,
    }
    await this.sessions.open(session)
    await this.sessions.dropEndedBefore(now)
    return { token, session }
  }
}
