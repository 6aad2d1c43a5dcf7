import type { FindingType } from './detectors.js'
import type { FollowedFinding } from './finding-rules-applied.js'
import type { FindingSeverity, FindingSpan } from './finding.js'

/** All parts must hold; an absent part holds always. */
export interface FindingSelection {
  readonly types?: readonly FindingType[] | null
  readonly severity?: FindingSeverity | null
  readonly policies?: readonly string[] | null
}

/** A finding on the record; `evidence` is null once erased. */
export interface RecordedFinding {
  /** The set's id and the place in it: `<uuid>:<index>`. */
  readonly id: string
  readonly number: number
  readonly verdictId: string
  readonly type: FindingType
  readonly severity: FindingSeverity
  readonly confidence: number
  readonly message: string
  readonly spans: readonly FindingSpan[]
  readonly evidence: Readonly<Record<string, unknown>> | null
  readonly recordedAt: Date
  /** What became of it when it was recorded; null where no rules were asked. */
  readonly followed?: FollowedFinding | null
}

/** The newest audit of a verdict. */
export interface RecordedAudit {
  /** Of the finding set. */
  readonly id: string
  readonly verdictId: string
  readonly flagged: boolean
  readonly risk: number
  readonly detectorsVersion: string
  /** Null where the trace claims nothing that can be looked up, and for audits made before it was. */
  readonly groundingCoverage: number | null
  readonly findings: readonly RecordedFinding[]
}
