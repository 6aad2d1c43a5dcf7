/** Token counts as the server gave them; `estimated` names those we counted ourselves. */
export interface Usage {
  readonly promptTokens: number
  readonly completionTokens: number
  readonly cachedTokens: number | null
  readonly reasoningTokens: number | null
  readonly estimated: readonly EstimatedCount[]
}
export type EstimatedCount = 'promptTokens' | 'completionTokens' | 'reasoningTokens'

export const completionFlags = ['salvaged', 'usage-estimated', 'prompt-shortened'] as const
export type CompletionFlag = (typeof completionFlags)[number]

/** The raw answer of an endpoint, before anybody understands it. */
export interface Completion {
  readonly id: string | null
  /** The model name the server answered with. */
  readonly model: string
  /** The final channel, verbatim unless flagged `salvaged`. */
  readonly text: string
  /** The chain of thought, verbatim. */
  readonly trace: string | null
  /** The name of the field that carried the trace. */
  readonly reasoningField: string | null
  readonly finishReason: string | null
  readonly usage: Usage
  readonly systemFingerprint: string | null
  /** The upstream that answered, where a gateway names it. */
  readonly provider: string | null
  readonly firstTokenMs: number | null
  readonly httpStatus: number
  /** The body of the reply as received; for a stream, its data lines. */
  readonly rawReply: string
  readonly flags: readonly CompletionFlag[]
  /** The server said of itself that it is no model. */
  readonly simulated: boolean
}
