import type { Row } from '@assize/platform'
import type { BranchRule, Change, ChangeEvent, PolicyCheck } from '../../index.js'

export const changeColumns = `c.id, c.number, c.branch, c.target, c.title, c.description,
  c.opened_by AS "openedBy", c.opened_at AS "openedAt", c.base, c.head, c.reverts`

export const eventColumns = `id, change_id AS "changeId", kind, person AS "by", "commit",
  merge_commit AS "mergeCommit", words, recorded_at AS "recordedAt"`

export const ruleColumns = `id, pattern, required_approvals AS "requiredApprovals",
  required_checks AS "requiredChecks", direct_commits AS "directCommits", loosened, reason,
  CASE WHEN coalesce(judged_endpoint, judged_model, judged_effort) IS NOT NULL THEN jsonb_build_object(
    'endpoint', judged_endpoint, 'model', judged_model, 'effort', judged_effort) END AS "judgedBy",
  set_by AS "setBy", set_at AS "setAt"`

export const checkColumns = `id, "commit", name, state, report_id AS "reportId", summary,
  reported_by AS "reportedBy", reported_at AS "reportedAt"`

export const changeRow = (change: Change): Row => ({
  ...{ id: change.id, number: change.number, branch: change.branch, target: change.target },
  ...{ title: change.title, description: change.description },
  ...{ opened_by: change.openedBy, opened_at: change.openedAt },
  ...{ base: change.base, head: change.head, reverts: change.reverts },
})

export const eventRow = (event: ChangeEvent): Row => ({
  ...{ id: event.id, change_id: event.changeId, kind: event.kind, person: event.by },
  ...{ commit: event.commit, merge_commit: event.mergeCommit, words: event.words },
  recorded_at: event.recordedAt,
})

export const ruleRow = (rule: BranchRule): Row => ({
  ...{ id: rule.id, pattern: rule.pattern, required_approvals: rule.requiredApprovals },
  ...{ required_checks: [...rule.requiredChecks], direct_commits: rule.directCommits },
  ...{ judged_endpoint: rule.judgedBy?.endpoint ?? null },
  ...{ judged_model: rule.judgedBy?.model ?? null, judged_effort: rule.judgedBy?.effort ?? null },
  ...{ loosened: rule.loosened, reason: rule.reason, set_by: rule.setBy, set_at: rule.setAt },
})

export const checkRow = (check: PolicyCheck): Row => ({
  ...{ id: check.id, commit: check.commit, name: check.name, state: check.state },
  ...{ report_id: check.reportId, summary: check.summary },
  ...{ reported_by: check.reportedBy, reported_at: check.reportedAt },
})
