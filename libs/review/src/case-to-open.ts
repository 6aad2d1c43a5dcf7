import type { AuditedRecording, LaterDoubt } from '@assize/verdict'
import { caseDueAt, casePriority } from './case-priority.js'
import type { NewCase } from './review-case.js'

/**
 * The case a verdict opens, or none: sound verdicts, shadow verdicts and quiet imports open none. A repeat opens one
 * for the verdict that it repeats, where it concludes otherwise.
 */
export function caseToOpen(recording: AuditedRecording): NewCase | null {
  const { verdict, audit, consequences, repeats } = recording
  if (!consequences || verdict.arm === 'shadow') return null
  if (verdict.arm === 'repeat')
    return repeats && repeats.outcome !== verdict.outcome
      ? { ...caseOf(recording), verdictId: repeats.verdictId, reason: 'inconsistent' }
      : null
  const undetermined = verdict.outcome === 'undetermined'
  if (!undetermined && !(audit.call?.opensCase ?? audit.flagged)) return null
  return caseOf(recording)
}

/** The case that a later finding opens; as due as if the verdict had been recorded with it. */
export const caseToOpenLater = (doubt: LaterDoubt): NewCase | null =>
  doubt.audit.call.opensCase
    ? caseOf({ verdict: { ...doubt.verdict, recordedAt: doubt.foundAt }, audit: doubt.audit })
    : null

interface Doubted {
  readonly verdict: LaterDoubt['verdict'] & { readonly recordedAt: Date }
  readonly audit: AuditedRecording['audit']
}

function caseOf({ verdict, audit }: Doubted): NewCase {
  const undetermined = verdict.outcome === 'undetermined'
  const openedAt = verdict.recordedAt
  return {
    verdictId: verdict.id,
    contentItemId: verdict.contentItemId,
    policy: verdict.policy,
    policyCommit: verdict.policyCommit,
    queue: verdict.policy,
    escalated: audit.call?.escalates ?? false,
    reason: undetermined ? 'undetermined' : 'flagged',
    priority: casePriority({ ...verdict, risk: audit.risk }),
    simulated: verdict.simulated,
    source: verdict.source,
    openedAt,
    dueAt: caseDueAt(verdict, openedAt),
  }
}
