import { PolicyError } from '../policy-error.js'
import type { VersionEntry } from '../policy-version.js'
import type { PolicyPast } from '../policy-store.js'
import { resolvePolicy, type Publication } from '../publication.js'
import { checkWords } from '../policy-text.js'

export const approvalWithinMs = 24 * 60 * 60 * 1000

/** A rollback that came before its approval, and the approval where there is one. */
export interface EmergencyRollback {
  readonly publication: Publication
  readonly approval: RollbackApproval | null
}

export interface RollbackApproval {
  readonly publicationId: string
  readonly approvedBy: string
  readonly note: string | null
  readonly approvedAt: Date
}

export const dueAt = ({ publication }: EmergencyRollback): Date =>
  new Date(publication.publishedAt.getTime() + approvalWithinMs)

export const isOverdue = (rollback: EmergencyRollback, now: Date): boolean =>
  rollback.approval === null && dueAt(rollback) < now

export interface AskedRollback {
  readonly target: VersionEntry
  readonly emergency: boolean
  readonly reason: string
  readonly at: Date
}

/**
 * Puts a version that was in force once back in force. Throws `NOT_A_ROLLBACK`, `ALREADY_IN_FORCE`; in an emergency
 * `REASON_REQUIRED`, and `APPROVAL_OVERDUE` while an earlier one is unapproved beyond its day. An emergency goes back, to
 * a version before the one in force: else an author could put in force again what an approver took out.
 * Source: rule S11.
 */
export function decideRollback(
  { target, emergency, reason, at }: AskedRollback,
  { versions, publications }: PolicyPast,
  earlier: readonly EmergencyRollback[],
): { readonly kind: 'rollback'; readonly note: string | null; readonly emergency: true | null } {
  const { policy, commit } = target
  const now = resolvePolicy(publications, at)
  if (now.kind === 'in-force' && now.publication.commit === commit)
    throw new PolicyError('ALREADY_IN_FORCE', 'expected a version that is not in force', {
      ...{ policy, commit },
    })
  if (!publications.some((each) => each.commit === commit))
    throw new PolicyError('NOT_A_ROLLBACK', 'expected a version that was in force before', {
      ...{ policy, commit },
    })
  const note = checkWords(reason, 'reason') || null
  if (!emergency) return { kind: 'rollback', note, emergency: null }
  const current = now.kind === 'in-force' ? now.publication.commit : null
  const inForce = versions.find((version) => version.commit === current)
  if (inForce && target.sequence > inForce.sequence)
    throw new PolicyError(
      'NOT_A_ROLLBACK',
      'expected a version before the one in force; an approver may put in force a later one',
      { policy, commit },
    )
  if (note === null)
    throw new PolicyError('REASON_REQUIRED', 'expected a reason for an emergency', { policy })
  if (earlier.some((each) => isOverdue(each, at)))
    throw new PolicyError(
      'APPROVAL_OVERDUE',
      'expected the emergency rollback before to be approved first',
      { policy },
    )
  return { kind: 'rollback', note, emergency: true }
}

/** Throws `ROLLBACK_UNKNOWN`, `ALREADY_APPROVED`, `OWN_CHANGE`. Late is better than never: it is told by its date. */
export function decideRollbackApproval(rollback: EmergencyRollback | undefined, by: string): void {
  if (!rollback)
    throw new PolicyError('ROLLBACK_UNKNOWN', 'expected an emergency rollback, saw no such id')
  const { id } = rollback.publication
  if (rollback.approval)
    throw new PolicyError('ALREADY_APPROVED', 'expected one that waits for approval', { id })
  if (rollback.publication.publishedBy === by)
    throw new PolicyError('OWN_CHANGE', 'expected another person than who rolled back', { id })
}

/** The version in force before the one in force; null where there was none. */
export function versionBefore(publications: readonly Publication[], at: Date): string | null {
  const now = resolvePolicy(publications, at)
  if (now.kind === 'none') return null
  const current = now.publication
  const before = publications.filter(
    ({ commit, publishedAt }) => publishedAt <= current.publishedAt && commit !== current.commit,
  )
  return before.at(-1)?.commit ?? null
}
