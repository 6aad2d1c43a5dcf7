import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Turn } from '../http/chat-request.js'

/** One recorded completion of a real model. */
export interface Recording {
  readonly turns: readonly Turn[]
  readonly trace: string
  readonly text: string
  readonly finishReason: string
  readonly promptTokens: number | null
  readonly completionTokens: number | null
  readonly reasoningTokens: number | null
  readonly latencyMs: number | null
}

export interface Bundle {
  /** Recordings by the exact text of their policy, in the order of the file. */
  readonly byPolicy: ReadonlyMap<string, readonly Recording[]>
  readonly unreadable: number
}

/** Reads a trace bundle: `policies/index.json` with its texts, and `traces.jsonl`. */
export async function readBundle(folder: string): Promise<Bundle> {
  const texts = await readPolicies(folder)
  const byPolicy = new Map<string, Recording[]>()
  let unreadable = 0
  const lines = createInterface({ input: createReadStream(join(folder, 'traces.jsonl'), 'utf8') })
  for await (const line of lines) {
    if (line.trim() === '') continue
    const row = parseRow(line)
    const policy = row ? texts.get(row.policyVersion) : undefined
    if (!row || policy === undefined) {
      unreadable++
      continue
    }
    const shelf = byPolicy.get(policy)
    if (shelf) shelf.push(row.recording)
    else byPolicy.set(policy, [row.recording])
  }
  return { byPolicy, unreadable }
}

async function readPolicies(folder: string): Promise<ReadonlyMap<string, string>> {
  const index: unknown = JSON.parse(await readFile(join(folder, 'policies', 'index.json'), 'utf8'))
  if (!Array.isArray(index)) throw new TypeError('policies/index.json: expected a JSON array')
  const entries = index.map(async (entry: unknown) => {
    const version = textAt(entry, 'policy_version') ?? ''
    const file = textAt(entry, 'file') ?? ''
    return [version, await readFile(join(folder, file), 'utf8')] as const
  })
  return new Map(await Promise.all(entries))
}

function parseRow(line: string): { policyVersion: string; recording: Recording } | null {
  const row = parsedJson(line)
  const policyVersion = textAt(row, 'policy_version')
  const text = textAt(row, 'output')
  const turns = turnsOf(row)
  if (policyVersion === null || text === null || turns === null) return null
  const tokens = valueAt(row, 'tokens')
  const recording: Recording = {
    turns,
    trace: textAt(row, 'reasoning') ?? '',
    text,
    finishReason: textAt(row, 'finish_reason') ?? 'stop',
    promptTokens: numberAt(tokens, 'prompt'),
    completionTokens: numberAt(tokens, 'completion'),
    reasoningTokens: numberAt(tokens, 'reasoning'),
    latencyMs: numberAt(row, 'latency_ms'),
  }
  return { policyVersion, recording }
}

function turnsOf(row: unknown): readonly Turn[] | null {
  const content = textAt(row, 'content')
  if (content !== null) return [{ role: 'user', content }]
  const messages = valueAt(row, 'messages')
  if (!Array.isArray(messages)) return null
  const turns = messages.map((message: unknown) => ({
    role: textAt(message, 'role') ?? 'user',
    content: textAt(message, 'content') ?? '',
  }))
  return turns.length > 0 ? turns : null
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const valueAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

function textAt(value: unknown, key: string): string | null {
  const found = valueAt(value, key)
  return typeof found === 'string' ? found : null
}

function numberAt(value: unknown, key: string): number | null {
  const found = valueAt(value, key)
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}
