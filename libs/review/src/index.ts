export { caseChanged, decisionRecorded, decisionReversed } from './case-events.js'
export {
  isHeldBy,
  isLive,
  leaseMs,
  releaseReasons,
  stateAt,
  type HeldLease,
  type ReleaseReason,
  type Reviewer,
} from './case-machine.js'
export { errorClasses, type Decision, type DecisionInput, type ErrorClass } from './decision.js'
export { decisionLimits, differs } from './draft-decision.js'
export { graceMs, reversibleUntil } from './reversal.js'
export {
  caseEventKinds,
  caseReasons,
  caseStates,
  type CaseEvent,
  type CaseEventKind,
  type CaseReason,
  type CaseState,
  type Lease,
  type ReviewCase,
} from './review-case.js'
export { ReviewError } from './review-error.js'
