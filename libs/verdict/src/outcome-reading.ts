import type { Outcome } from '@assize/policy'

/** How the answer stood in the raw output. */
export type OutcomeForm = 'exact' | 'wrapped' | 'echoed' | 'salvaged' | 'none'

export const readingFaults = [
  'unfinished',
  'empty',
  'refusal',
  'no-label',
  'two-labels',
  'malformed-json',
  'not-exact',
  'rule-unknown',
  'rule-missing',
] as const
export type ReadingFault = (typeof readingFaults)[number]

/** Half-open range of UTF-16 offsets into the output as received. */
export interface OutputSpan {
  readonly start: number
  readonly end: number
}

/** What an output says under its contract. Nothing here was guessed from the trace. */
export interface OutcomeReading {
  readonly outcome: Outcome
  /** As the policy words it; null where the contract has none or the output states none. */
  readonly label: string | null
  readonly labelSpan?: OutputSpan
  readonly rules: readonly string[]
  readonly severity?: string
  readonly confidence?: string
  readonly rationale?: string
  readonly form: OutcomeForm
  readonly faults: readonly ReadingFault[]
}

export interface ReadingContext {
  /** Only `stop`, or none at all, can carry a verdict. */
  readonly finishReason?: string | null
  /** Texts the output may repeat; a label inside a repetition is not the model's answer. */
  readonly echoes?: readonly string[]
}

export const unreadable = (...faults: ReadingFault[]): OutcomeReading => ({
  outcome: 'undetermined',
  label: null,
  rules: [],
  form: 'none',
  faults,
})
