import type { AuditSubject } from './audit-subject.js'
import { detectors, type AuditFinding } from './detectors.js'
import { riskOf } from './risk.js'
import { SubjectReading } from './subject-reading.js'

export interface TraceAudit {
  readonly findings: readonly AuditFinding[]
  /** 0 to 1; ranks verdicts likely wrong. */
  readonly risk: number
  /** Warrants a human look. */
  readonly flagged: boolean
}

/** All detectors over one verdict. Pure: the same subject gives the same audit. */
export function auditTrace(subject: AuditSubject): TraceAudit {
  const reading = new SubjectReading(subject)
  const findings = detectors.flatMap((detector): AuditFinding[] => detector.detect(reading))
  const { outcome } = subject.outcome
  return {
    findings,
    risk: riskOf(subject.trace, outcome, findings),
    flagged: outcome === 'undetermined' || findings.some(isFlagging),
  }
}

/** A hard finding that is more likely true than not. */
export const isFlagging = ({ severity, confidence }: AuditFinding): boolean =>
  severity === 'hard' && confidence >= 0.5
