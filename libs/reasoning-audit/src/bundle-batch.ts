import { sha256Hex } from '@assize/kernel'
import type { Turn } from './audit-subject.js'
import {
  isRecord,
  numberOf,
  parseRecord,
  present,
  problemAt,
  readTurns,
  type BundleLine,
  type JsonRecord,
  type LineProblem,
} from './bundle-trace.js'

/** What a batch input line asked: the policy in the first system message, the rest as what was judged. */
export interface BatchRequest {
  readonly customId: string
  readonly policyText: string
  /** Names the text until it is a version in the policy repository. */
  readonly policyVersion: string
  readonly messages: readonly Turn[]
}

export type BatchRequestLine =
  { readonly kind: 'request'; readonly line: number; readonly request: BatchRequest } | LineProblem

/** Whether a line is of a batch file rather than of a trace bundle. */
export const isBatchLine = (text: string): boolean =>
  /^\s*\{/.test(text) && text.includes('"custom_id"') && !text.includes('"trace_id"')

/** Reads one line of an OpenAI or vLLM batch input file. */
export function parseBatchRequestLine(text: string, line: number): BatchRequestLine {
  const parsed = parseRecord(text, line)
  if (parsed.kind === 'problem') return parsed
  const { custom_id: customId, body } = parsed.record
  if (typeof customId !== 'string')
    return problemAt(line, 'MISSING_FIELD', 'expected a text in custom_id, saw none')
  const turns = isRecord(body) ? readTurns(body['messages']) : undefined
  const [first, ...messages] = turns ?? []
  const isPolicy = first?.role === 'system' || first?.role === 'developer'
  if (!first || !isPolicy || messages.length === 0)
    return problemAt(
      line,
      'WRONG_FIELD',
      'expected a policy and content in body.messages',
      customId,
    )
  const policyVersion = `sha256:${sha256Hex(first.content).slice(0, 16)}`
  return {
    kind: 'request',
    line,
    request: { customId, policyText: first.content, policyVersion, messages },
  }
}

/**
 * Reads one line of a batch output file; the output holds neither policy nor content, so its request is needed.
 * A failed request is a problem of that line, not of the file.
 */
export function parseBatchLine(
  text: string,
  line: number,
  requestOf: (customId: string) => BatchRequest | undefined,
): BundleLine {
  const parsed = parseRecord(text, line)
  if (parsed.kind === 'problem') return parsed
  const { custom_id: customId, response, error } = parsed.record
  if (typeof customId !== 'string')
    return problemAt(line, 'MISSING_FIELD', 'expected a text in custom_id, saw none')
  const fail = (fault: LineProblem['fault'], message: string) =>
    problemAt(line, fault, message, customId)
  if (!isRecord(response) || isRecord(error))
    return fail('FAILED_REQUEST', 'the request failed and has no response')
  const { status_code: status, body } = response
  if (typeof status === 'number' && status !== 200)
    return fail('FAILED_REQUEST', `the request was answered with status ${status}`)
  const choice =
    isRecord(body) && Array.isArray(body['choices']) ? (body['choices'][0] as unknown) : undefined
  const message = isRecord(choice) ? choice['message'] : undefined
  if (!isRecord(body) || !isRecord(choice) || !isRecord(message))
    return fail('WRONG_FIELD', 'expected a chat completion in response.body, saw none')
  const request = requestOf(customId)
  if (!request) return fail('UNKNOWN_REQUEST', 'no request with this custom_id is known')
  return {
    kind: 'trace',
    line,
    trace: {
      traceId: customId,
      policyVersion: request.policyVersion,
      messages: request.messages,
      output: textOf(message['content']) ?? '',
      reasoning: reasoningOf(message),
      ...present('finishReason', textOf(choice['finish_reason'])),
      ...present('model', textOf(body['model'])),
      ...present('tokens', tokensOf(body['usage'])),
      ...present('timestamp', instantOf(body['created'])),
    },
  }
}

/** ISO 8601 of Unix seconds; what lies in no year of the calendar is no instant. */
function instantOf(seconds: unknown): string | undefined {
  const at = new Date((numberOf(seconds) ?? NaN) * 1000)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

/** Providers name the chain of thought differently. */
function reasoningOf(message: JsonRecord): string {
  const { reasoning, reasoning_content: content, reasoning_details: details, thinking } = message
  const named = textOf(reasoning) ?? textOf(content)
  if (named !== undefined) return named
  if (Array.isArray(details))
    return details
      .map((part: unknown) => (isRecord(part) ? (textOf(part['text']) ?? '') : ''))
      .join('')
  return textOf(thinking) ?? ''
}

function tokensOf(
  usage: unknown,
): { prompt?: number; completion?: number; reasoning?: number } | undefined {
  if (!isRecord(usage)) return undefined
  const details = usage['completion_tokens_details']
  return {
    ...present('prompt', numberOf(usage['prompt_tokens'])),
    ...present('completion', numberOf(usage['completion_tokens'])),
    ...present('reasoning', isRecord(details) ? numberOf(details['reasoning_tokens']) : undefined),
  }
}
