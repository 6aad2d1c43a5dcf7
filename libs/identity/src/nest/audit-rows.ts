import type { IdSource } from '@assize/kernel'
import type { Row } from '@assize/platform'
import {
  codeOf,
  requireClosedWords,
  targetIdOf,
  type Actor,
  type AuditNote,
} from '../audit-event.js'
import { portions, type Views } from '../view-buffer.js'

export const auditTable = 'record_audit_event'

/** Rows of `record_audit_event`; `at` is when it happened, which their ids say too. */
export function noteRow(id: string, actor: Actor, note: AuditNote, at: Date): Row {
  requireClosedWords(note.action, note.target.type, note.reason)
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
    request_id: actor.requestId ?? null,
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
