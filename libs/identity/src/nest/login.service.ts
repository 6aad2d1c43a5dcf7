import { Clock, Randomness } from '@assize/kernel'
import { Injectable } from '@nestjs/common'
import {
  digestOfToken,
  IdentityError,
  LoginThrottle,
  newToken,
  normalEmail,
  PasswordHasher,
  PeopleStore,
  SessionStore,
  sessionTerm,
  type Session,
} from '../index.js'

export interface Login {
  readonly email: string
  readonly password: string
  /** Where the attempt comes from, for the throttle. */
  readonly address: string
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
  ) {}

  /** Throws `TOO_MANY_ATTEMPTS` or `CREDENTIALS_REFUSED`, the latter alike for unknown and known addresses. */
  async login({ email, password, address }: Login): Promise<{ token: string; session: Session }> {
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
    if (!found || !matches || found.person.disabledAt)
      throw new IdentityError('CREDENTIALS_REFUSED', 'expected a known address and its password')
    this.throttle.succeeded(attempt)
    return this.open(found.person.id)
  }

  async logout(session: Session): Promise<void> {
    await this.sessions.end(session.id)
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
