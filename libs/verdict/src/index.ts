export {
  readingFaults,
  type OutcomeForm,
  type OutcomeReading,
  type OutputSpan,
  type ReadingContext,
  type ReadingFault,
} from './outcome-reading.js'
export { unreadable } from './outcome-reading.js'
export { readOutcome } from './read-outcome.js'
export { listLabelTokens, type LabelToken } from './label-tokens.js'
export {
  answerers,
  arms,
  confidences,
  sources,
  undeterminedReasons,
  type AnsweredBy,
  type Arm,
  type Sampling,
  type Source,
  type UndeterminedReason,
  type Usage,
  type Verdict,
  type VerdictAttempt,
  type VerdictWords,
} from './verdict.js'
export { CostlyAnswers } from './costly-answers.js'
export { parseFiguresScope, type FiguresScope } from './verdict-figures.js'
export type { LaterDoubt } from './later-doubt.js'
export { VerdictError } from './verdict-error.js'
export type {
  AuditedRecording,
  AuditSummary,
  FindingsCall,
  JudgedUnder,
  VerdictRecording,
} from './verdict-recording.js'
export {
  verdictOrders,
  VerdictStore,
  type ListedVerdict,
  type VerdictFilter,
  type VerdictOrder,
} from './verdict-store.js'
