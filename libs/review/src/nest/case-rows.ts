import type { Source } from '@assize/verdict'
import type { CaseReason, CaseState, ReviewCase } from '../review-case.js'

/** A row of `review_case`, by the names a select gives its columns. */
export interface CaseRow {
  readonly id: string
  readonly number: number
  readonly verdictId: string
  readonly contentItemId: string
  readonly policy: string
  readonly policyCommit: string
  readonly queue: string
  readonly reason: CaseReason
  readonly state: CaseState
  readonly escalated: boolean
  readonly priority: number
  readonly simulated: boolean
  readonly source: Source
  readonly openedAt: Date
  readonly dueAt: Date | null
  readonly leaseHolder: string | null
  readonly leaseTokenHash: string | null
  readonly leaseExpiresAt: Date | null
  readonly decidedAt: Date | null
}

export const caseColumns = `c.id, c.number, c.verdict_id AS "verdictId", c.content_item_id AS "contentItemId",
  c.policy, c.policy_commit AS "policyCommit", c.queue, c.reason, c.state, c.escalated, c.priority, c.simulated,
  c.source, c.opened_at AS "openedAt", c.due_at AS "dueAt", c.lease_holder AS "leaseHolder",
  c.lease_token_hash AS "leaseTokenHash", c.lease_expires_at AS "leaseExpiresAt", c.decided_at AS "decidedAt"`

export function toCase(row: CaseRow): ReviewCase {
  const { leaseHolder: holder, leaseTokenHash: tokenHash, leaseExpiresAt: expiresAt, ...rest } = row
  const lease = holder && tokenHash && expiresAt ? { holder, tokenHash, expiresAt } : null
  return { ...rest, lease }
}

/** The columns that change while people work on a case. */
export const changedRow = ({ id, state, escalated, lease, decidedAt }: ReviewCase) => ({
  id,
  state,
  escalated,
  lease_holder: lease?.holder ?? null,
  lease_token_hash: lease?.tokenHash ?? null,
  lease_expires_at: lease?.expiresAt ?? null,
  decided_at: decidedAt,
})
