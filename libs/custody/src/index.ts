export { CustodyError } from './custody-error.js'
export { contentErased, holdEvent } from './custody-events.js'
export {
  askedBases,
  askedReasons,
  erasureReasons,
  erasureScopeKinds,
  legalBases,
  refusalGrounds,
  requestStates,
  type ErasureReason,
  type ErasureRequest,
  type ErasureScope,
  type ErasureScopeKind,
  type LegalBasis,
  type RefusalGround,
  type RequestState,
} from './erasure.js'
export {
  ErasureStep,
  reachKinds,
  type Reach,
  type ReachKind,
  type Statements,
} from './erasure-step.js'
export {
  holdBases,
  holdScopeKinds,
  holdStateAt,
  holdStates,
  usualHoldDays,
  type Hold,
  type HoldBasis,
  type HoldScope,
  type HoldScopeKind,
  type HoldState,
} from './hold.js'
export { parseErasureScope, parseLine, type ErasureScopeInput } from './parse-erasure-scope.js'
export { parseExpiry, parseHoldScope, type HoldScopeInput } from './parse-hold.js'
export {
  keepDaysFor,
  keptUntil,
  leastKeepDays,
  oldestKept,
  parseKeepDays,
  usualKeepDays,
  youngestErasable,
  type JudgedUnder,
  type RetentionRule,
} from './retention.js'
