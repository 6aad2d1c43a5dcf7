import { equalInConstantTime } from '@assize/kernel'
import { IdentityError } from './identity-error.js'

const minuteMs = 60_000

/** A working day at most, a long lunch unattended; seen is noted once a minute, not at every request. */
export const sessionTerm = {
  mostMs: 12 * 60 * minuteMs,
  idleMs: 120 * minuteMs,
  noteMs: minuteMs,
} as const

export interface Session {
  /** Digest of the cookie's token. */
  readonly id: string
  readonly personId: string
  readonly csrfToken: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly lastSeenAt: Date
}

export const isAlive = (session: Session, now: Date): boolean =>
  now < session.expiresAt && now.getTime() - session.lastSeenAt.getTime() < sessionTerm.idleMs

export const isDueForNote = (session: Session, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() >= sessionTerm.noteMs

/** Throws `CSRF_REFUSED` unless the request echoes the token only our own pages can read. */
export function requireCsrf(session: Session, echoed: string | undefined): void {
  if (!echoed || !equalInConstantTime(echoed, session.csrfToken))
    throw new IdentityError('CSRF_REFUSED', 'expected the session’s token in header x-csrf-token')
}
