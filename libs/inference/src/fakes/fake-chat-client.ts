import { ChatClient, type ChatResult } from '../chat-client.js'
import type { ChatRequest } from '../chat-request.js'
import type { Completion } from '../completion.js'
import type { Endpoint } from '../endpoint.js'
import { classifyFailure, type ChatFailure } from '../failure.js'

export type FakeReply =
  | { readonly kind: 'completes'; readonly completion?: Partial<Completion> }
  | {
      readonly kind: 'fails'
      readonly status: number
      readonly message?: string
      readonly retryAfterMs?: number
    }
  /** No answer arrives; with `partialTrace`, a stream broke off. */
  | { readonly kind: 'drops'; readonly partialTrace?: string }
  /** Nothing happens until the caller gives up. */
  | { readonly kind: 'silent' }

export interface FakeCall {
  readonly endpoint: Endpoint
  readonly request: ChatRequest
}

/** Answers as scripted; `number` counts the calls from 1. */
export class FakeChatClient extends ChatClient {
  readonly calls: FakeCall[] = []

  constructor(
    private readonly script: (call: FakeCall, number: number) => FakeReply = () => ({
      kind: 'completes',
    }),
  ) {
    super()
  }

  async complete(
    endpoint: Endpoint,
    request: ChatRequest,
    signal: AbortSignal,
  ): Promise<ChatResult> {
    const call = { endpoint, request }
    this.calls.push(call)
    const reply = this.script(call, this.calls.length)
    await Promise.resolve()
    if (signal.aborted) return failed({ errorClass: 'deadline', message: 'the call was ended' })
    switch (reply.kind) {
      case 'completes':
        return { kind: 'completion', completion: { ...completionFor(call), ...reply.completion } }
      case 'fails': {
        const message = reply.message ?? `scripted ${reply.status}`
        return failed({
          errorClass: classifyFailure(reply.status, message),
          httpStatus: reply.status,
          message,
          retryAfterMs: reply.retryAfterMs ?? null,
        })
      }
      case 'drops':
        return failed({ partialTrace: reply.partialTrace ?? null })
      case 'silent':
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
        return failed({ errorClass: 'deadline', message: 'the call was ended' })
    }
  }
}

function completionFor({ endpoint, request }: FakeCall): Completion {
  return {
    id: `chatcmpl-${request.requestId}`,
    model: endpoint.model,
    text: 'VALID',
    trace: 'Nothing in the content meets a rule, so the answer is VALID.',
    reasoningField: 'reasoning',
    finishReason: 'stop',
    usage: {
      promptTokens: 500,
      completionTokens: 20,
      cachedTokens: 0,
      reasoningTokens: 15,
      estimated: [],
    },
    systemFingerprint: 'simulated-fake',
    provider: null,
    firstTokenMs: request.stream ? 1 : null,
    httpStatus: 200,
    rawReply: '{"fake":true}',
    flags: [],
    simulated: true,
  }
}

const failed = (failure: Partial<ChatFailure>): ChatResult => ({
  kind: 'failure',
  failure: {
    errorClass: 'transport',
    httpStatus: null,
    message: 'connection dropped',
    retryAfterMs: null,
    rawReply: null,
    partialTrace: null,
    ...failure,
  },
})
