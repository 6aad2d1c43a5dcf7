import type { Turn } from './audit-subject.js'

/** One verdict as a trace bundle holds it. Absent fields were absent or null in the file. */
export interface BundleTrace {
  readonly traceId: string
  readonly policyVersion: string
  readonly messages: readonly Turn[]
  readonly output: string
  readonly reasoning: string
  readonly finishReason?: string
  readonly model?: string
  readonly recordedLabel?: string
  readonly expectedLabel?: string
  /** As the other system's log had it; `expectedLabel` may correct it. */
  readonly loggedExpected?: string
  readonly tokens?: BundleTokens
  readonly latencyMs?: number
  /** As written; instants without a zone are UTC. */
  readonly timestamp?: string
  /** The platform's own pseudonym for the person who wrote it. */
  readonly author?: string
  /** Made by a stand-in for a model. */
  readonly simulated?: true
}

export interface BundleTokens {
  readonly prompt?: number
  readonly completion?: number
  readonly reasoning?: number
}

export const lineFaults = [
  'NOT_UTF8',
  'LINE_TOO_LONG',
  'NOT_JSON',
  'NOT_AN_OBJECT',
  'MISSING_FIELD',
  'WRONG_FIELD',
  'FAILED_REQUEST',
  'UNKNOWN_REQUEST',
  'UNKNOWN_VERSION',
  'UNFIT_CONTENT',
  'TRACE_CONFLICT',
  'NOT_STORABLE',
] as const
export type LineFault = (typeof lineFaults)[number]

/** A line that holds no trace, with its number counted from 1; neither text quotes the line. */
export interface LineProblem {
  readonly kind: 'problem'
  readonly line: number
  readonly fault: LineFault
  /** What was expected and what was seen. */
  readonly reason: string
  /** The same with the number before it. */
  readonly message: string
  readonly traceId?: string
}

export type BundleLine =
  { readonly kind: 'trace'; readonly line: number; readonly trace: BundleTrace } | LineProblem

/** Reads one line of `traces.jsonl`. */
export function parseBundleLine(text: string, line: number): BundleLine {
  const parsed = parseRecord(text, line)
  return parsed.kind === 'problem' ? parsed : readTrace(new Fields(parsed.record, line), line)
}

function readTrace(fields: Fields, line: number): BundleLine {
  const traceId = fields.text('trace_id')
  const policyVersion = fields.text('policy_version')
  const messages = readMessages(fields)
  const output = fields.text('output', { orNull: true })
  if (
    fields.problem ||
    traceId === undefined ||
    policyVersion === undefined ||
    messages === undefined
  )
    return fields.problem ?? fields.fail('MISSING_FIELD', 'trace_id')
  const reasoning = fields.optionalText('reasoning') ?? ''
  const tokens = readTokens(fields.object('tokens'))
  return {
    kind: 'trace',
    line,
    trace: {
      traceId,
      policyVersion,
      messages,
      output: output ?? '',
      reasoning,
      ...present('finishReason', fields.optionalText('finish_reason')),
      ...present('model', fields.optionalText('model')),
      ...present('recordedLabel', fields.optionalText('recorded_label')),
      ...present('expectedLabel', fields.optionalText('expected_label')),
      ...present('loggedExpected', fields.optionalText('logged_expected')),
      ...present('tokens', tokens),
      ...present('latencyMs', fields.optionalNumber('latency_ms')),
      ...present('timestamp', fields.optionalText('timestamp')),
      ...present('author', fields.optionalText('author')),
      ...present('simulated', fields.record['simulated'] === true ? true : undefined),
    },
  }
}

function readMessages(fields: Fields): readonly Turn[] | undefined {
  const { messages, content } = fields.record
  if (messages === undefined || messages === null) {
    if (typeof content === 'string') return [{ role: 'user', content }]
    fields.fail('MISSING_FIELD', 'messages')
    return undefined
  }
  const turns = readTurns(messages)
  if (!turns) fields.fail('WRONG_FIELD', 'messages', 'a list of {role, content}')
  return turns
}

/** A list of `{role, content}`, or undefined. */
export function readTurns(value: unknown): readonly Turn[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const turns: Turn[] = []
  for (const item of value as readonly unknown[]) {
    if (!isRecord(item)) return undefined
    const { role, content } = item
    if (typeof role !== 'string' || typeof content !== 'string') return undefined
    turns.push({ role, content })
  }
  return turns
}

function readTokens(from: JsonRecord | undefined): BundleTokens | undefined {
  if (!from) return undefined
  const { prompt, completion, reasoning } = from
  return {
    ...present('prompt', numberOf(prompt)),
    ...present('completion', numberOf(completion)),
    ...present('reasoning', numberOf(reasoning)),
  }
}

export type JsonRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** `{[key]: value}`, or nothing where there is no value. */
export const present = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: V })

export function parseRecord(
  text: string,
  line: number,
): { readonly kind: 'record'; readonly record: JsonRecord } | LineProblem {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return problemAt(line, 'NOT_JSON', 'expected one JSON object, saw text that is not JSON')
  }
  if (isRecord(value)) return { kind: 'record', record: value }
  return problemAt(line, 'NOT_AN_OBJECT', 'expected one JSON object, saw another JSON value')
}

export const problemAt = (
  line: number,
  fault: LineFault,
  reason: string,
  traceId?: string,
): LineProblem => ({
  kind: 'problem',
  line,
  fault,
  reason,
  message: `line ${line}: ${reason}`,
  ...present('traceId', traceId),
})

/** Reads fields of one record and keeps the first problem met. */
class Fields {
  problem: LineProblem | undefined

  constructor(
    readonly record: JsonRecord,
    private readonly line: number,
  ) {}

  fail(fault: LineFault, field: string, expected = 'a text'): LineProblem {
    const { trace_id: id } = this.record
    const seen = fault === 'MISSING_FIELD' ? 'none' : 'another type'
    const message = `expected ${expected} in ${field}, saw ${seen}`
    this.problem ??= problemAt(this.line, fault, message, typeof id === 'string' ? id : undefined)
    return this.problem
  }

  text(field: string, { orNull = false } = {}): string | undefined {
    const value = this.record[field]
    if (typeof value === 'string' && (value !== '' || orNull)) return value
    if (value === null && orNull) return undefined
    this.fail(
      value === undefined || value === null || value === '' ? 'MISSING_FIELD' : 'WRONG_FIELD',
      field,
    )
    return undefined
  }

  optionalText(field: string): string | undefined {
    const value = this.record[field]
    return typeof value === 'string' ? value : undefined
  }

  optionalNumber(field: string): number | undefined {
    return numberOf(this.record[field])
  }

  object(field: string): JsonRecord | undefined {
    const value = this.record[field]
    return isRecord(value) ? value : undefined
  }
}
