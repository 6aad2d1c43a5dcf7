import type { IdSource } from '@assize/kernel'
import type { Row } from '@assize/platform'
import {
  codeOf,
  requireClosedWords,
  requireFit,
  targetIdOf,
  type Actor,
  type AuditEvent,
  type AuditNote,
  type AuditOutcome,
} from '../audit-event.js'
import { portions, type Views } from '../view-buffer.js'

export const auditTable = 'record_audit_event'

/** A row of `record_audit_event`; `at` is when it happened, which its id says too, or somewhat later. */
export function noteRow(id: string, actor: Actor, note: AuditNote, at: Date): Row {
  requireClosedWords(note.action, note.target.type, note.reason)
  requireFit(actor, [note.before, note.after])
  return {
    ...actorColumns(id, actor),
    action: note.action,
    target_type: note.target.type,
    target_id: note.target.id === null ? null : targetIdOf(note.target.id),
    target_ids: null,
    before_digest: note.before ?? null,
    after_digest: note.after ?? null,
    reason: note.reason ?? null,
    outcome: note.outcome ?? 'done',
    code: (note.outcome ?? 'done') === 'done' ? null : codeOf(note.code ?? ''),
    request_id: actor.requestId?.slice(0, 64) ?? null,
    recorded_at: at,
  }
}

/** One row for one object; for several at once, one with all of them. */
export const viewRows = (ids: IdSource, views: Views): readonly Row[] =>
  portions(views.targetIds).map((targets) => {
    const [only] = targets
    const note = {
      ...{ action: views.action, target: { type: views.targetType, id: only ?? null } },
    }
    const row = noteRow(ids.next(), views.actor, note, views.firstAt)
    if (targets.length === 1) return row
    return { ...row, target_id: null, target_ids: targets.map(targetIdOf) }
  })

const actorColumns = (id: string, actor: Actor) => ({
  id,
  actor_kind: actor.kind,
  actor_id: actor.id,
  actor_role: actor.role ?? null,
})

export interface AuditRow {
  readonly id: string
  readonly actor_kind: Actor['kind']
  readonly actor_id: string | null
  readonly actor_role: string | null
  readonly action: string
  readonly target_type: string
  readonly target_id: string | null
  readonly target_ids: string[] | null
  readonly before_digest: Buffer | null
  readonly after_digest: Buffer | null
  readonly reason: string | null
  readonly outcome: AuditOutcome
  readonly code: string | null
  readonly request_id: string | null
  readonly recorded_at: Date
}

export const toAuditEvent = (row: AuditRow): AuditEvent => ({
  id: row.id,
  actor: {
    ...{ kind: row.actor_kind, id: row.actor_id, role: row.actor_role },
    requestId: row.request_id,
  },
  action: row.action,
  target: { type: row.target_type, id: row.target_id },
  targetIds: row.target_ids,
  before: row.before_digest,
  after: row.after_digest,
  ...{ reason: row.reason, outcome: row.outcome, code: row.code, recordedAt: row.recorded_at },
})
