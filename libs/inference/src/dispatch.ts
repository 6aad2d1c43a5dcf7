import type { Attempt } from './attempt.js'
import type { Effort, Prompt } from './chat-request.js'
import type { Completion } from './completion.js'

/** `retry`: no label could be read; `refused`: the model declined to judge. */
export type Acceptance = 'accept' | 'retry' | 'refused'

export interface DispatchRequest {
  readonly messages: Prompt
  readonly effort: Effort
  /** Exactly this model; any otherwise. */
  readonly model?: string | undefined
  /** From now until an answer is of no use. */
  readonly deadlineMs: number
  readonly onPremisesOnly?: boolean | undefined
  readonly maxOutputTokens?: number | undefined
  readonly seed?: number | undefined
  readonly stream?: boolean | undefined
  /** Whether the caller can read a verdict from the completion without guessing. */
  readonly accept: (completion: Completion) => Acceptance
  /** Ends the dispatch early, as its deadline would. */
  readonly signal?: AbortSignal | undefined
}

export type DispatchEnding = 'accepted' | 'exhausted' | 'deadline' | 'no-endpoint'

export interface DispatchResult {
  /** Every one made, in order. */
  readonly attempts: readonly Attempt[]
  /** The accepted completion; null means undetermined, never allowed. */
  readonly completion: Completion | null
  readonly ending: DispatchEnding
  /** Why it ended without a completion, for an operator. */
  readonly reason: string | null
}

export interface DispatchSettings {
  /** How long a request waits while no endpoint is in working order. */
  readonly patienceMs: number
  readonly attemptTimeoutMs: number
}

export const usualDispatchSettings: DispatchSettings = {
  patienceMs: 15_000,
  attemptTimeoutMs: 120_000,
}
