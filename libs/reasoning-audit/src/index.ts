export { auditTrace, isFlagging, type TraceAudit } from './audit-trace.js'
export type { AuditSubject, Turn } from './audit-subject.js'
export { detectors, findingTypes, type AuditFinding, type FindingType } from './detectors.js'
export {
  findingSeverities,
  type Finding,
  type FindingSeverity,
  type FindingSpan,
} from './finding.js'
export { hedgeDensity, riskOf } from './risk.js'
