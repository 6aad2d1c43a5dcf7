import type { ChatRequest } from '../chat-request.js'
import type { Endpoint } from '../endpoint.js'
import { quirksOf } from '../kinds/kinds.js'

/**
 * The body of a chat call. Temperature is always sent, as servers' defaults differ; `stop` never, as it
 * can match inside the chain of thought and end the reply without an answer.
 */
export function chatBody(endpoint: Endpoint, request: ChatRequest): Record<string, unknown> {
  const quirks = quirksOf(endpoint.kind)
  return {
    model: endpoint.model,
    messages: request.messages,
    temperature: 0,
    ...quirks.effort(request.effort),
    ...quirks.extraBody,
    ...(quirks.acceptsSeed && request.seed !== undefined ? { seed: request.seed } : {}),
    ...(request.maxOutputTokens === undefined
      ? {}
      : { [quirks.outputLimitField]: request.maxOutputTokens }),
    ...(request.stream ? { stream: true, stream_options: { include_usage: true } } : {}),
  }
}
