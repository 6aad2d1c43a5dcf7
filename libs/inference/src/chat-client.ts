import type { ChatRequest } from './chat-request.js'
import type { Completion } from './completion.js'
import type { Endpoint } from './endpoint.js'
import type { ChatFailure } from './failure.js'

export type ChatResult =
  | { readonly kind: 'completion'; readonly completion: Completion }
  | { readonly kind: 'failure'; readonly failure: ChatFailure }

/** One call to one endpoint, never retried here. */
export abstract class ChatClient {
  /** Resolves always; an aborted signal gives a failure of class `deadline` and frees the server's slot. */
  abstract complete(
    endpoint: Endpoint,
    request: ChatRequest,
    signal: AbortSignal,
  ): Promise<ChatResult>
}
