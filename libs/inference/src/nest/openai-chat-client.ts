import OpenAI, { type APIError } from 'openai'
import type { ApiKeys } from '../api-keys.js'
import { ChatClient, type ChatResult } from '../chat-client.js'
import type { ChatRequest } from '../chat-request.js'
import type { Completion } from '../completion.js'
import type { Endpoint } from '../endpoint.js'
import { classifyFailure, parseRetryAfter, type ChatFailure } from '../failure.js'
import { readUsage } from '../read-usage.js'
import { parseReply, type ParsedReply, type Reply } from '../reply.js'
import { templateTokens, type TokenCounter } from '../token-counter.js'
import { chatBody } from './chat-body.js'
import { EndpointConnections } from './endpoint-connections.js'
import { readStream } from './read-stream.js'

export interface OpenAiChatClientOptions {
  readonly keys: ApiKeys
  readonly tokens: TokenCounter
  /** The longest silence of a server before we hang up. */
  readonly timeoutMs?: number
}

interface Received {
  readonly parsed: ParsedReply
  readonly rawReply: string
  readonly firstTokenMs: number | null
}

/** Calls any OpenAI-compatible server through the SDK; what differs between servers stands in `kinds/`. */
export class OpenAiChatClient extends ChatClient {
  readonly #connections: EndpointConnections
  readonly #tokens: TokenCounter

  constructor({ keys, tokens, timeoutMs = 300_000 }: OpenAiChatClientOptions) {
    super()
    this.#connections = new EndpointConnections(keys, timeoutMs)
    this.#tokens = tokens
  }

  close(): Promise<void> {
    return this.#connections.close()
  }

  async complete(
    endpoint: Endpoint,
    request: ChatRequest,
    signal: AbortSignal,
  ): Promise<ChatResult> {
    const connection = this.#connections.find(endpoint)
    if (!connection)
      return failed({
        errorClass: 'configuration',
        message: `the environment variable ${endpoint.apiKeyEnv} is not set`,
      })
    try {
      const startedAt = performance.now()
      const response = await connection.client.chat.completions
        .create(chatBody(endpoint, request) as unknown as OpenAI.ChatCompletionCreateParams, {
          signal,
          headers: { 'x-request-id': request.requestId },
        })
        .asResponse()
      const received = await receive(response, request.stream ?? false, startedAt)
      return await this.#result(endpoint, request, response, received)
    } catch (error) {
      return failed(failureOf(error, signal))
    }
  }

  async #result(
    endpoint: Endpoint,
    request: ChatRequest,
    response: Response,
    { parsed, rawReply, firstTokenMs }: Received,
  ): Promise<ChatResult> {
    if (parsed.kind === 'error') {
      const status = parsed.code ?? response.status
      return failed({
        errorClass: classifyFailure(status, parsed.message),
        httpStatus: response.status,
        message: shortened(parsed.message),
        rawReply,
      })
    }
    const { reply } = parsed
    if (reply.finishReason === null)
      return failed({
        errorClass: 'transport',
        httpStatus: response.status,
        message: 'the reply ended without a finish reason',
        rawReply,
        partialTrace: reply.trace,
      })
    const usage = await this.#usage(request, reply)
    const completion: Completion = {
      id: reply.id,
      model: reply.model ?? endpoint.model,
      text: reply.text,
      trace: reply.trace,
      reasoningField: reply.reasoningField,
      finishReason: reply.finishReason,
      usage,
      systemFingerprint: reply.systemFingerprint,
      provider: reply.provider,
      firstTokenMs,
      httpStatus: response.status,
      rawReply,
      flags: usage.estimated.length > 0 ? ['usage-estimated'] : [],
      simulated:
        response.headers.get('x-assize-simulated') === 'true' ||
        (reply.systemFingerprint?.startsWith('simulated') ?? false),
    }
    return { kind: 'completion', completion }
  }

  #usage(request: ChatRequest, reply: Reply) {
    return readUsage(reply.usage, {
      promptTokens: async () => {
        const counts = request.messages.map((message) => this.#tokens.count(message.content))
        return (await Promise.all(counts)).reduce((sum, count) => sum + count, templateTokens)
      },
      completionTokens: () => this.#tokens.count(`${reply.trace ?? ''}${reply.text}`),
    })
  }
}

async function receive(response: Response, stream: boolean, startedAt: number): Promise<Received> {
  if (stream && response.headers.get('content-type')?.includes('text/event-stream'))
    return readStream(response, startedAt)
  const rawReply = await response.text()
  return { parsed: parseReply(parsedJson(rawReply)), rawReply, firstTokenMs: null }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function failureOf(error: unknown, signal: AbortSignal): Partial<ChatFailure> {
  if (signal.aborted || error instanceof OpenAI.APIUserAbortError)
    return { errorClass: 'deadline', message: 'the call was ended before its answer' }
  if (isAnswered(error)) {
    const message = shortened(error.message)
    return {
      errorClass: classifyFailure(error.status, message),
      httpStatus: error.status,
      message,
      retryAfterMs: parseRetryAfter(error.headers.get('retry-after'), new Date()),
      rawReply: error.error === undefined ? null : JSON.stringify({ error: error.error }),
    }
  }
  if (error instanceof Error)
    return { errorClass: 'transport', message: shortened(rootMessage(error)) }
  throw error
}

/** The SDK types status and headers loosely; an error with a status has both. */
const isAnswered = (error: unknown): error is APIError<number, Headers, object | undefined> =>
  error instanceof OpenAI.APIError && typeof error.status === 'number'

/** The SDK says "Connection error."; the reason is further down. */
function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message
}

const shortened = (message: string): string => message.slice(0, 500)

const failed = (failure: Partial<ChatFailure>): ChatResult => ({
  kind: 'failure',
  failure: {
    errorClass: 'transport',
    httpStatus: null,
    message: 'no answer',
    retryAfterMs: null,
    rawReply: null,
    partialTrace: null,
    ...failure,
  },
})
