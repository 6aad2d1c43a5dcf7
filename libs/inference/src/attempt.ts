import type { Effort } from './chat-request.js'
import type { CompletionFlag, Usage } from './completion.js'
import type { ErrorClass } from './failure.js'

/** One call to one endpoint and what came of it; every one is kept. */
export interface Attempt {
  /** Counts from 1. */
  readonly number: number
  readonly endpointId: string
  readonly endpointName: string
  /** The model asked for, and the name the server answered with. */
  readonly model: string
  readonly answeredModel: string | null
  readonly effort: Effort
  readonly requestId: string
  readonly startedAt: Date
  /** From the wish for a call to the call: the wait for a seat, and the back-off before it. */
  readonly waitedMs: number
  readonly firstTokenMs: number | null
  readonly wholeMs: number
  readonly httpStatus: number | null
  readonly finishReason: string | null
  /** Null only for the attempt that was accepted. */
  readonly errorClass: ErrorClass | null
  readonly errorMessage: string | null
  readonly completionId: string | null
  readonly serverVersion: string | null
  readonly systemFingerprint: string | null
  readonly provider: string | null
  readonly usage: Usage | null
  readonly reasoningField: string | null
  readonly trace: string | null
  readonly text: string | null
  readonly rawReply: string | null
  readonly flags: readonly CompletionFlag[]
  readonly simulated: boolean
}
