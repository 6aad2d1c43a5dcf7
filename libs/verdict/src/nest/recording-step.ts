import type { Sql } from '@assize/platform'
import type { AuditedRecording, AuditSummary, VerdictRecording } from '../verdict-recording.js'

/** Reads each verdict's reasoning and puts what it found on the record, within the recording's transaction. */
export abstract class VerdictAuditor {
  /** Before the transaction begins: reads what the audit will need, so that the transaction waits for no other. */
  prepare?(recordings: readonly VerdictRecording[]): Promise<void>

  abstract audit(tx: Sql, recordings: readonly VerdictRecording[]): Promise<readonly AuditSummary[]>
}

/** Something higher in the house that must commit together with a verdict: an action asked for, a case opened. */
export abstract class RecordingStep {
  abstract apply(tx: Sql, recordings: readonly AuditedRecording[]): Promise<void>
}
