import type { Side } from './policy/read-policy.js'

/** A reply in the making: what the trace says, what the answer says, and how it ends. */
export interface Draft {
  readonly outcome: Side
  readonly sentences: readonly string[]
  /** The final text; null for none. */
  readonly text: string | null
  readonly finishReason: 'stop' | 'length'
}
