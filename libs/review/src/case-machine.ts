import { equalInConstantTime } from '@assize/kernel'
import type { CaseEventKind, Lease, ReviewCase } from './review-case.js'
import { ReviewError } from './review-error.js'

export const leaseMs = 10 * 60_000

/** Why a person gives a case back. */
export const releaseReasons = ['skip', 'escalate', 'release'] as const
export type ReleaseReason = (typeof releaseReasons)[number]

/** Which event each reason leaves in the history. */
export const eventOfRelease: Readonly<Record<ReleaseReason, CaseEventKind>> = {
  skip: 'skipped',
  escalate: 'escalated',
  release: 'released',
}

export interface Reviewer {
  readonly id: string
  /** May take what others escalated. */
  readonly senior: boolean
}

export interface HeldLease {
  readonly holder: string
  readonly tokenHash: string
}

export const isLive = ({ state, lease }: ReviewCase, now: Date): boolean =>
  state === 'leased' && lease !== null && lease.expiresAt > now

export const isHeldBy = (each: ReviewCase, personId: string, now: Date): boolean =>
  isLive(each, now) && each.lease?.holder === personId

/** The state as it is at an instant: a lease that ran out holds nothing, swept or not. */
export const stateAt = (each: ReviewCase, now: Date): ReviewCase['state'] =>
  each.state === 'leased' && !isLive(each, now) ? open(each) : each.state

/** Takes the case, or takes one's own live lease up again. Throws `CASE_DECIDED`, `CASE_LEASED`, `CASE_ESCALATED`. */
export function lease(each: ReviewCase, by: Reviewer, tokenHash: string, now: Date): ReviewCase {
  if (each.state === 'decided') throw decided(each)
  if (isLive(each, now) && each.lease?.holder !== by.id)
    throw new ReviewError('CASE_LEASED', 'expected a case nobody holds', {
      caseId: each.id,
      until: each.lease?.expiresAt,
    })
  if (each.escalated && !by.senior)
    throw new ReviewError('CASE_ESCALATED', 'expected a senior reviewer for an escalated case', {
      caseId: each.id,
    })
  const taken: Lease = { holder: by.id, tokenHash, expiresAt: after(now, leaseMs) }
  return { ...each, state: 'leased', lease: taken }
}

/** Throws `CASE_DECIDED`, `LEASE_NOT_YOURS` or `LEASE_EXPIRED` unless this very lease holds now. */
export function requireLease(each: ReviewCase, held: HeldLease, now: Date): void {
  if (each.state === 'decided') throw decided(each)
  const known =
    each.lease?.holder === held.holder && equalInConstantTime(each.lease.tokenHash, held.tokenHash)
  if (!known)
    throw new ReviewError('LEASE_NOT_YOURS', 'expected the token of your newest lease', {
      caseId: each.id,
    })
  if (!isLive(each, now))
    throw new ReviewError('LEASE_EXPIRED', 'expected a lease that holds, saw one that ran out', {
      caseId: each.id,
      expiredAt: each.lease?.expiresAt,
    })
}

export function renew(each: ReviewCase, held: HeldLease, now: Date): ReviewCase {
  requireLease(each, held, now)
  return { ...each, lease: { ...held, expiresAt: after(now, leaseMs) } }
}

export function release(
  each: ReviewCase,
  held: HeldLease,
  reason: ReleaseReason,
  now: Date,
): ReviewCase {
  requireLease(each, held, now)
  const escalated = each.escalated || reason === 'escalate'
  return { ...each, escalated, state: open({ escalated }), lease: null }
}

/** For senior reviewers from here on; whoever holds the case may finish it. Only ever called for an open case. */
export const escalate = (each: ReviewCase): ReviewCase => ({
  ...each,
  escalated: true,
  state: each.state === 'leased' ? 'leased' : 'escalated',
})

/** Returns a case whose lease ran out; the lease stays to be recognised by. Any other case stays as it is. */
export const expire = (each: ReviewCase, now: Date): ReviewCase => ({
  ...each,
  state: stateAt(each, now),
})

export function decide(each: ReviewCase, held: HeldLease, now: Date): ReviewCase {
  requireLease(each, held, now)
  return { ...each, state: 'decided', lease: null, decidedAt: now }
}

/** The case waits again. Only ever called for a case whose decision stands. */
export const reopen = (each: ReviewCase): ReviewCase => ({
  ...each,
  state: open(each),
  lease: null,
  decidedAt: null,
})

const open = ({ escalated }: Pick<ReviewCase, 'escalated'>): 'waiting' | 'escalated' =>
  escalated ? 'escalated' : 'waiting'

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

const decided = ({ id }: ReviewCase): ReviewError =>
  new ReviewError('CASE_DECIDED', 'expected an open case, saw one that is decided', { caseId: id })
