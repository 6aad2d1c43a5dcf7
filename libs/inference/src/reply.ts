/** The parts of a chat reply that we read, gathered from one body or from a stream of chunks. */
export interface Reply {
  readonly id: string | null
  readonly model: string | null
  readonly text: string
  readonly trace: string | null
  readonly reasoningField: string | null
  readonly finishReason: string | null
  readonly systemFingerprint: string | null
  readonly provider: string | null
  readonly usage: Json | null
}

type Json = Readonly<Record<string, unknown>>

export type ParsedReply =
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** An error object in place of choices, which some servers send with status 200. */
  | { readonly kind: 'error'; readonly message: string; readonly code: number | null }

export const emptyReply: Reply = {
  id: null,
  model: null,
  text: '',
  trace: null,
  reasoningField: null,
  finishReason: null,
  systemFingerprint: null,
  provider: null,
  usage: null,
}

/** Reads the body of a plain reply. */
export function parseReply(body: unknown): ParsedReply {
  return addChunk(emptyReply, body, 'message')
}

/**
 * Adds one body or stream chunk to what is known. Servers name the trace differently; the first field
 * that holds text is kept, and its name with it.
 */
export function addChunk(reply: Reply, chunk: unknown, part: 'message' | 'delta'): ParsedReply {
  const body = asObject(chunk)
  if (!body) return { kind: 'error', message: 'the reply is not a JSON object', code: null }
  const choice = asObject(Array.isArray(body['choices']) ? body['choices'][0] : null)
  const error = errorIn(body) ?? (choice ? errorIn(choice) : null)
  if (error) return error
  if (!choice && part === 'message')
    return { kind: 'error', message: 'the reply has no choices', code: null }
  const message = asObject(choice?.[part]) ?? {}
  const thought = traceIn(message, reply.reasoningField)
  return {
    kind: 'reply',
    reply: {
      id: reply.id ?? asText(body['id']),
      model: reply.model ?? asText(body['model']),
      text: reply.text + (asText(message['content']) ?? ''),
      trace: thought ? (reply.trace ?? '') + thought.text : reply.trace,
      reasoningField: reply.reasoningField ?? thought?.field ?? null,
      finishReason: asText(choice?.['finish_reason']) ?? reply.finishReason,
      systemFingerprint: reply.systemFingerprint ?? asText(body['system_fingerprint']),
      provider: reply.provider ?? asText(body['provider']),
      usage: asObject(body['usage']) ?? reply.usage,
    },
  }
}

function traceIn(message: Json, known: string | null): { field: string; text: string } | null {
  const details = message['reasoning_details']
  const candidates = [
    { field: 'reasoning', text: asText(message['reasoning']) },
    { field: 'reasoning_content', text: asText(message['reasoning_content']) },
    { field: 'reasoning_details', text: Array.isArray(details) ? joined(details) : null },
    { field: 'thinking', text: asText(message['thinking']) },
  ]
  const found = candidates.find(({ field, text }) => text && (known === null || field === known))
  return found?.text ? { field: found.field, text: found.text } : null
}

const joined = (details: readonly unknown[]): string =>
  details.map((detail) => asText(asObject(detail)?.['text']) ?? '').join('')

function errorIn(body: Json): ParsedReply | null {
  const error = body['error'] ?? (body['object'] === 'error' ? body : null)
  if (!error) return null
  const fields = asObject(error)
  const code = Number(fields?.['code'])
  return {
    kind: 'error',
    message: asText(fields?.['message']) ?? asText(error) ?? 'an error without a message',
    code: Number.isInteger(code) && code >= 400 && code < 600 ? code : null,
  }
}

function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : null
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null)
