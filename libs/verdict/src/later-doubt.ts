import type { AuditSummary, FindingsCall, JudgedUnder } from './verdict-recording.js'
import type { Verdict } from './verdict.js'

/** A verdict that stands on the record, of which a later look found something that the rules of its policy act upon. */
export interface LaterDoubt {
  readonly verdict: Pick<
    Verdict,
    | 'id'
    | 'contentItemId'
    | 'policy'
    | 'policyCommit'
    | 'outcome'
    | 'severity'
    | 'arm'
    | 'source'
    | 'simulated'
  >
  readonly actions: JudgedUnder['actions']
  /** The finding set that the look made: all that is known of the verdict by now, and what it leads to together. */
  readonly audit: AuditSummary & { readonly call: FindingsCall }
  /** What was found now leads to, without what was known before. */
  readonly added: FindingsCall
  readonly foundAt: Date
}
