import type { Reply } from '../engine.js'
import type { ReasoningField } from '../options.js'

export interface Envelope {
  readonly id: string
  readonly created: number
  readonly model: string
  readonly fingerprint: string
  readonly reasoningField: ReasoningField
  readonly includeReasoning: boolean
}

export const usageOf = (reply: Reply) => ({
  prompt_tokens: reply.promptTokens,
  completion_tokens: reply.completionTokens,
  total_tokens: reply.promptTokens + reply.completionTokens,
  prompt_tokens_details: { cached_tokens: reply.cachedTokens },
  completion_tokens_details: { reasoning_tokens: reply.reasoningTokens },
})

/** A plain chat completion. */
export const completionBody = (envelope: Envelope, reply: Reply) => ({
  id: envelope.id,
  object: 'chat.completion',
  created: envelope.created,
  model: envelope.model,
  system_fingerprint: envelope.fingerprint,
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: reply.text,
        ...(envelope.includeReasoning ? { [envelope.reasoningField]: reply.trace } : {}),
        tool_calls: [],
      },
      logprobs: null,
      finish_reason: reply.finishReason,
      stop_reason: null,
    },
  ],
  usage: usageOf(reply),
})

/** The same completion as the data of stream events, in order, ending before `[DONE]`. */
export function completionChunks(
  envelope: Envelope,
  reply: Reply,
  includeUsage: boolean,
): readonly string[] {
  const trace = envelope.includeReasoning ? pieces(reply.trace) : []
  const deltas = [
    { role: 'assistant', content: '' },
    ...trace.map((piece) => ({ [envelope.reasoningField]: piece })),
    ...pieces(reply.text ?? '').map((piece) => ({ content: piece })),
  ]
  const chunk = (choices: readonly object[], more: object = {}): string =>
    JSON.stringify({
      id: envelope.id,
      object: 'chat.completion.chunk',
      created: envelope.created,
      model: envelope.model,
      system_fingerprint: envelope.fingerprint,
      choices,
      ...more,
    })
  return [
    ...deltas.map((delta) => chunk([{ index: 0, delta, finish_reason: null }])),
    chunk([{ index: 0, delta: {}, finish_reason: reply.finishReason, stop_reason: null }]),
    ...(includeUsage ? [chunk([], { usage: usageOf(reply) })] : []),
  ]
}

/** About four words at a time: small enough to look like a stream, few enough to be cheap. */
const pieces = (text: string): readonly string[] =>
  text.match(/(?:\s*\S+){1,4}\s*$|(?:\s*\S+){1,4}/g) ?? []
