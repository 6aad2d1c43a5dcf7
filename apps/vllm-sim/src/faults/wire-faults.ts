/** Something wrong before or around a reply; drawn afresh each time a prompt comes back to the same server. */
export type WireFault =
  | {
      readonly name: string
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly error: { readonly message: string; readonly type: string; readonly code: number }
    }
  /** The connection is dropped: before a plain reply, in the middle of a streamed one. */
  | { readonly name: string; readonly kind: 'hang-up' }
  /** No answer ever comes; the client has to end the call. */
  | { readonly name: string; readonly kind: 'silence' }

export const wireFaults = [
  {
    name: 'server-error',
    kind: 'answer',
    status: 500,
    error: {
      message: 'EngineCore encountered an issue (simulated).',
      type: 'InternalServerError',
      code: 500,
    },
  },
  {
    name: 'harmony-error',
    kind: 'answer',
    status: 500,
    error: {
      message: 'unexpected tokens remaining in message header: Some("simulated")',
      type: 'InternalServerError',
      code: 500,
    },
  },
  {
    name: 'engine-dead',
    kind: 'answer',
    status: 503,
    error: { message: 'the engine is dead (simulated)', type: 'ServiceUnavailable', code: 503 },
  },
  {
    name: 'rate-limited',
    kind: 'answer',
    status: 429,
    headers: { 'retry-after': '1' },
    error: { message: 'rate limit reached (simulated)', type: 'RateLimitError', code: 429 },
  },
  {
    name: 'error-in-ok',
    kind: 'answer',
    status: 200,
    error: { message: 'the engine failed (simulated)', type: 'InternalServerError', code: 500 },
  },
  { name: 'hang-up', kind: 'hang-up' },
  { name: 'silence', kind: 'silence' },
] as const satisfies readonly WireFault[]
