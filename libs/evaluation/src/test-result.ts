import type { Effort, Outcome } from '@assize/policy'
import type { ReadingFault, UndeterminedReason, Usage } from '@assize/verdict'

/** What counts of one judgement of one case. */
export interface Conclusion {
  readonly caseIndex: number
  /** From 1. */
  readonly repeat: number
  readonly outcome: Outcome
  readonly rules: readonly string[]
  readonly undeterminedReason: UndeterminedReason | null
}

/** One call on the way to a result, without its words. */
export interface TestAttempt {
  readonly number: number
  readonly model: string
  readonly effort: Effort
  readonly wholeMs: number
  readonly httpStatus: number | null
  readonly finishReason: string | null
  readonly errorClass: string | null
  readonly simulated: boolean
}

/** One judgement of one case, as the record has it. */
export interface TestResult extends Conclusion {
  /** As the policy words it. */
  readonly label: string | null
  readonly faults: readonly ReadingFault[]
  /** What answered, and the effort it answered with. */
  readonly model: string
  readonly effort: Effort
  readonly finishReason: string | null
  readonly usage: Usage
  readonly latencyMs: number | null
  readonly attempts: readonly TestAttempt[]
  readonly simulated: boolean
}

/** What the model said; null where it said nothing. */
export interface TestWords {
  readonly trace: string | null
  readonly output: string | null
  readonly rationale: string | null
}

export interface JudgedCase {
  readonly result: TestResult
  readonly words: TestWords
}
