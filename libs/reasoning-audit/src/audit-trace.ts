import { coverageOf } from './claims/list-claims.js'
import type { AuditSubject } from './audit-subject.js'
import type { ContentMemory } from './content-reading.js'
import { detectors, type AuditFinding } from './detectors.js'
import { withoutRepeated } from './preferred-findings.js'
import { riskFeaturesOf } from './risk-features.js'
import type { RuleHistory } from './risk-history.js'
import type { RiskModel } from './risk-model.js'
import { riskOf } from './risk.js'
import { SubjectReading } from './subject-reading.js'

export interface TraceAudit {
  readonly findings: readonly AuditFinding[]
  /** 0 to 1; ranks verdicts likely wrong. */
  readonly risk: number
  /** What the risk was read from, in the order of `riskFeatureNames`; absent where there is too little trace. */
  readonly riskRow?: readonly number[] | undefined
  /** Share of quotes, citations and observations that policy or content bear out; null where there is none. */
  readonly groundingCoverage: number | null
  /** Whether the content holds an instruction to whoever judges it. */
  readonly injectionAttempt: boolean
  /** Warrants a human look. */
  readonly flagged: boolean
}

/** Which weights tell the risk, where not the shipped ones; what people decided of earlier verdicts of the rule. */
export interface RiskBasis {
  readonly model?: RiskModel | undefined
  readonly history?: RuleHistory | undefined
}

export interface AuditBasis extends RiskBasis {
  /** Of the contents, where many verdicts are audited in a row. */
  readonly memory?: ContentMemory | undefined
}

/**
 * All detectors over one verdict. Pure: the same subject gives the same audit. Coverage and attempts are read when asked
 * for; an audit of a bundle does not ask.
 */
export function auditTrace(
  subject: AuditSubject,
  { model, history, memory }: AuditBasis = {},
): TraceAudit {
  const reading = new SubjectReading(subject, memory)
  const findings = withoutRepeated(allFindings(reading))
  const { outcome } = subject.outcome
  const row = riskFeaturesOf(reading)
  const risk = riskOf({ row, outcome, findings, history }, model)
  return new ReadAudit(reading, findings, risk, row)
}

function allFindings(reading: SubjectReading): AuditFinding[] {
  const findings: AuditFinding[] = []
  for (const detector of detectors)
    for (const finding of detector.detect(reading)) findings.push(finding)
  return findings
}

/** Keeps the reading for what is asked of it later. */
class ReadAudit implements TraceAudit {
  constructor(
    private readonly reading: SubjectReading,
    readonly findings: readonly AuditFinding[],
    readonly risk: number,
    readonly riskRow: readonly number[] | undefined,
  ) {}

  get groundingCoverage(): number | null {
    return coverageOf(this.reading)
  }

  get injectionAttempt(): boolean {
    const { contentReading, subject } = this.reading
    return contentReading.attempts(labelsOf(subject)).length > 0
  }

  get flagged(): boolean {
    const { outcome } = this.reading.subject.outcome
    return outcome === 'undetermined' || this.findings.some(isFlagging)
  }
}

/** A hard finding that is more likely true than not. */
export const isFlagging = ({ severity, confidence }: AuditFinding): boolean =>
  severity === 'hard' && confidence >= 0.5

const labelsOf = ({ contract }: AuditSubject): string[] => contract.labels.map(({ label }) => label)
