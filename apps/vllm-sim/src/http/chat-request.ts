import { efforts, type Effort } from '../effort.js'
import { badRequest } from './vllm-error.js'

export interface Turn {
  readonly role: string
  readonly content: string
}

export interface ChatRequest {
  readonly model: string
  /** The first system or developer message; further ones are dropped, as some servers do. */
  readonly policy: string
  /** The other messages, in order. */
  readonly turns: readonly Turn[]
  readonly effort: Effort
  readonly stream: boolean
  readonly includeUsage: boolean
  readonly includeReasoning: boolean
  readonly seed: number
  readonly maxTokens: number | null
}

/** Reads the body of a chat call; what vLLM refuses is refused here in its words. */
export function parseChatRequest(body: unknown): ChatRequest {
  if (!isObject(body)) throw badRequest('expected a JSON object')
  if (typeof body['model'] !== 'string') throw badRequest('Field required', 'model')
  const messages = parseMessages(body['messages'])
  const policy = messages.find(({ role }) => role === 'system' || role === 'developer')
  const streamOptions = isObject(body['stream_options']) ? body['stream_options'] : {}
  return {
    model: body['model'],
    policy: policy?.content ?? '',
    turns: messages.filter(({ role }) => role !== 'system' && role !== 'developer'),
    effort: parseEffort(body),
    stream: body['stream'] === true,
    includeUsage: streamOptions['include_usage'] === true,
    includeReasoning: body['include_reasoning'] !== false,
    seed: typeof body['seed'] === 'number' ? body['seed'] : 0,
    maxTokens: parseMaxTokens(body['max_completion_tokens'] ?? body['max_tokens'] ?? null),
  }
}

function parseMessages(messages: unknown): readonly Turn[] {
  if (!Array.isArray(messages) || messages.length === 0)
    throw badRequest('expected a list of one message or more', 'messages')
  return messages.map((message: unknown) => {
    if (!isObject(message) || typeof message['role'] !== 'string')
      throw badRequest('expected each message to have a role', 'messages')
    return { role: message['role'], content: textOf(message['content']) }
  })
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) throw badRequest('expected text content', 'messages')
  return content
    .map((part: unknown) => {
      if (isObject(part) && part['type'] === 'text' && typeof part['text'] === 'string')
        return part['text']
      throw badRequest('this model takes text only', 'messages')
    })
    .join('')
}

function parseEffort(body: Readonly<Record<string, unknown>>): Effort {
  const nested = isObject(body['reasoning']) ? body['reasoning']['effort'] : undefined
  const value = body['reasoning_effort'] ?? nested ?? 'medium'
  const effort = efforts.find((one) => one === value)
  if (effort) return effort
  throw badRequest(`expected one of ${efforts.join(', ')}`, 'reasoning_effort')
}

function parseMaxTokens(value: unknown): number | null {
  if (value === null) return null
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value
  throw badRequest('max_tokens must be at least 1', 'max_tokens')
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
