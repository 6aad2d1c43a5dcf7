export {
  causeKinds,
  type Action,
  type AskedAction,
  type CauseKind,
  type NewAction,
} from './action.js'
export { actionAfterDecision, actionAfterReversal, actionAfterVerdict } from './action-after.js'
export { actionRequested } from './action-events.js'
export { ActionStore } from './action-store.js'
