import type { Row } from '@assize/platform'
import type { ActionKind } from '@assize/policy'
import type { Appeal, AppealDecision, AppealOutcome } from '../appeal.js'

/** Of `record_appeal a LEFT JOIN record_appeal_decision e`. */
export const appealColumns = `a.id, a.number, a.action_id AS "actionId",
  a.content_item_id AS "contentItemId", a.verdict_id AS "verdictId", a.policy,
  a.policy_commit AS "policyCommit", a.lodged_by_kind AS "lodgedByKind",
  a.lodged_by AS "lodgedById", a.due_at AS "dueAt", a.recorded_at AS "recordedAt",
  e.id AS "decisionId", e.outcome, e.action, e.decided_by AS "decidedBy",
  e.recorded_at AS "decidedAt"`

export const appealTables =
  'record_appeal a LEFT JOIN record_appeal_decision e ON e.appeal_id = a.id'

export interface AppealRow {
  readonly id: string
  readonly number: number
  readonly actionId: string
  readonly contentItemId: string
  readonly verdictId: string | null
  readonly policy: string
  readonly policyCommit: string
  readonly lodgedByKind: 'person' | 'service'
  readonly lodgedById: string
  readonly dueAt: Date
  readonly recordedAt: Date
  readonly decisionId: string | null
  readonly outcome: AppealOutcome | null
  readonly action: ActionKind | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

export function toAppeal({
  lodgedByKind,
  lodgedById,
  decisionId,
  outcome,
  action,
  decidedBy,
  decidedAt,
  ...facts
}: AppealRow): Appeal {
  const lodgedBy = { kind: lodgedByKind, id: lodgedById }
  const isDecided = decisionId && outcome && action && decidedBy && decidedAt
  return {
    ...facts,
    lodgedBy,
    decision: isDecided
      ? { id: decisionId, outcome, action, decidedBy, recordedAt: decidedAt }
      : null,
  }
}

/** Without the number, which the database gives. */
export const appealRow = (
  appeal: Omit<Appeal, 'number' | 'decision'>,
  commitment: Uint8Array,
): Row => ({
  id: appeal.id,
  action_id: appeal.actionId,
  content_item_id: appeal.contentItemId,
  verdict_id: appeal.verdictId,
  policy: appeal.policy,
  policy_commit: appeal.policyCommit,
  lodged_by_kind: appeal.lodgedBy.kind,
  lodged_by: appeal.lodgedBy.id,
  commitment,
  due_at: appeal.dueAt,
  recorded_at: appeal.recordedAt,
})

export const decisionRow = (
  appealId: string,
  decision: AppealDecision,
  commitment: Uint8Array,
): Row => ({
  id: decision.id,
  appeal_id: appealId,
  outcome: decision.outcome,
  action: decision.action,
  decided_by: decision.decidedBy,
  commitment,
  recorded_at: decision.recordedAt,
})
