export { answerTo, type Answer } from './answering.js'
export {
  appealLimits,
  appealOutcomes,
  appealStates,
  stateOf,
  type Appeal,
  type AppealDecision,
  type AppealOutcome,
  type AppealState,
} from './appeal.js'
export { AppealError } from './appeal-error.js'
export { appealDecided, appealLodged } from './appeal-events.js'
export { parseReasons, parseStatement } from './appeal-words.js'
export { whyNotDecide } from './duty.js'
export { dueAt, requireAppealable } from './lodging.js'
