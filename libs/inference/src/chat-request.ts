export const efforts = ['low', 'medium', 'high'] as const
export type Effort = (typeof efforts)[number]

export interface ChatMessage {
  readonly role: 'system' | 'user'
  readonly content: string
}

/** Policy first and byte-stable, so that servers can reuse their work on it; content last. */
export type Prompt = readonly [
  policy: { readonly role: 'system'; readonly content: string },
  content: { readonly role: 'user'; readonly content: string },
]

export interface ChatRequest {
  readonly messages: readonly ChatMessage[]
  readonly effort: Effort
  /** Sent as X-Request-Id, so that an attempt can be found in the server's own log. */
  readonly requestId: string
  readonly maxOutputTokens?: number | undefined
  readonly seed?: number | undefined
  /** A streamed reply tells when its first token came; the completion is the same. */
  readonly stream?: boolean | undefined
}

const order: Readonly<Record<Effort, number>> = { low: 0, medium: 1, high: 2 }

export const higherEffort = (effort: Effort): Effort => efforts[order[effort] + 1] ?? effort
export const lowerEffort = (effort: Effort): Effort => efforts[order[effort] - 1] ?? effort
