export { auditTrace, isFlagging, type TraceAudit } from './audit-trace.js'
export {
  acrossFindingTypes,
  findDisagreement,
  likenesses,
  type AcrossFindingType,
  type Compared,
  type Likeness,
} from './across/disagreement.js'
export {
  findRepeatDisagreements,
  repeatKeyOf,
  RepeatGroups,
  type RepeatedTrace,
} from './across/repeat-groups.js'
export type { AuditSubject, Turn } from './audit-subject.js'
export { detectors, findingTypes, type AuditFinding, type FindingType } from './detectors.js'
export {
  findingSeverities,
  type Finding,
  type FindingSeverity,
  type FindingSpan,
} from './finding.js'
export { hedgeDensity } from './risk-hedges.js'
export { riskOf } from './risk.js'
export {
  auditBundleTrace,
  auditOfProblem,
  prepareBundlePolicies,
  prepareBundlePolicy,
  readBundleOutcome,
  type BundleAudit,
  type BundlePolicy,
  type BundleVersion,
} from './bundle-audit.js'
export {
  isBatchLine,
  parseBatchLine,
  parseBatchRequestLine,
  type BatchRequest,
  type BatchRequestLine,
} from './bundle-batch.js'
export { nearestVersions, type NamedText, type OtherVersion } from './other-versions.js'
export { problemOfLine, splitLines, type FileLine } from './bundle-lines.js'
export { readPoliciesIndex, type PoliciesIndex, type PolicyEntry } from './bundle-policies.js'
export {
  lineFaults,
  parseBundleLine,
  type BundleLine,
  type BundleTokens,
  type BundleTrace,
  type LineFault,
  type LineProblem,
} from './bundle-trace.js'
export { ImportError } from './import-error.js'
export { detectorsVersion } from './detectors-version.js'
export type { RecordedAudit, RecordedFinding } from './finding-store.js'
export { claimKinds, groundingCoverage, type Claim, type ClaimKind } from './claims/claim.js'
export {
  hasInjectionAttempt,
  listInjectionAttempts,
  type InjectionAttempt,
} from './injection-attempts.js'
