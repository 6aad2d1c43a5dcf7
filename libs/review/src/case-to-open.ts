import type { AuditedRecording } from '@assize/verdict'
import { caseDueAt, casePriority } from './case-priority.js'
import type { NewCase } from './review-case.js'

/** The case a verdict opens, or none: sound verdicts, shadow verdicts and quiet imports open none. */
export function caseToOpen(recording: AuditedRecording): NewCase | null {
  const { verdict, audit, consequences } = recording
  const undetermined = verdict.outcome === 'undetermined'
  if (!consequences || verdict.arm === 'shadow' || !(audit.flagged || undetermined)) return null
  const openedAt = verdict.recordedAt
  return {
    verdictId: verdict.id,
    contentItemId: verdict.contentItemId,
    policy: verdict.policy,
    policyCommit: verdict.policyCommit,
    queue: verdict.policy,
    reason: undetermined ? 'undetermined' : 'flagged',
    priority: casePriority({ ...verdict, risk: audit.risk }),
    simulated: verdict.simulated,
    source: verdict.source,
    openedAt,
    dueAt: caseDueAt(verdict, openedAt),
  }
}
