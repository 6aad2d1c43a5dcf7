export { caseStandings, type CaseOutcome, type CaseStanding } from './case-standing.js'
export { runCases, turnsOf, unusable, type CaseTurn, type RunCases } from './case-runner.js'
export {
  callsForTests,
  chooseTestEndpoint,
  requireActive,
  type EndpointWish,
} from './choose-test-endpoint.js'
export { EvaluationError, evaluationErrorCodes } from './evaluation-error.js'
export { judgeCase, type Judged, type JudgedPolicy, type JudgeWish } from './judge-case.js'
export type { FlippedPair, PairFlips, PairMember } from './pair-flips.js'
export {
  citesRules,
  type InventedRule,
  type RuleCitations,
  type RuleFigures,
} from './rule-figures.js'
export {
  standingsOf,
  summariseRun,
  type ConfusionCell,
  type RepeatFlips,
  type RunSummary,
  type SummarisedRun,
} from './run-summary.js'
export type { Conclusion, JudgedCase, TestAttempt, TestResult, TestWords } from './test-result.js'
export {
  casesDigest,
  readTestedCases,
  testLimits,
  type TestedCase,
  type TestedFiles,
} from './tested-case.js'
export {
  testRunAsked,
  testRunEnded,
  testRunProgressed,
  testRunQueue,
  type TestRunJob,
} from './jobs.js'
export { PinnedEndpoint, type Calls } from './pinned-endpoint.js'
export {
  stateOf,
  testRunStates,
  type AskedRun,
  type EndedRun,
  type TestRun,
  type TestRunState,
} from './test-run.js'
export { countedRun, isAsAsked, type CountedRun, type Judging } from './counted-run.js'
export { testsCheck, testsOf, testsOfCounted, testsOfRun, type PolicyTests } from './tests-check.js'
export { caseFilters, inFlippedPairs, isAmong, type CaseFilter } from './case-filter.js'
