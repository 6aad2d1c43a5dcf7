import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startSimulator, type RunningSimulator } from '../start-simulator.js'
import { readBundle } from './read-bundle.js'
import { ReplayLibrary } from './replay-library.js'

const policy = 'Answer VALID or INVALID.\n## Violates (INVALID)\n- R-1 Shouting: loud words\n'
const trace = (content: string, output: string, more: object = {}): string =>
  JSON.stringify({
    trace_id: `t-${output}-${content.length}`,
    policy_version: 'loud@1',
    messages: [{ role: 'user', content }],
    output,
    reasoning: `It says ${output}.`,
    finish_reason: 'stop',
    tokens: { prompt: 50, completion: 9, reasoning: 7 },
    latency_ms: 40,
    ...more,
  })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assize-bundle-'))
  await mkdir(join(folder, 'policies'))
  await writeFile(join(folder, 'policies', 'loud.txt'), policy)
  await writeFile(
    join(folder, 'policies', 'index.json'),
    JSON.stringify([{ policy_version: 'loud@1', file: 'policies/loud.txt' }]),
  )
  const turns = [
    { role: 'user', content: 'first "quoted"' },
    { role: 'assistant', content: 'second\nline' },
    { role: 'user', content: 'third' },
  ]
  await writeFile(
    join(folder, 'traces.jsonl'),
    [
      trace('hello', 'VALID'),
      trace('hello', 'INVALID'),
      trace('with <|marks|>', 'INVALID'),
      trace('', 'VALID', { messages: turns }),
      'not json',
      trace('elsewhere', 'VALID', { policy_version: 'unknown@9' }),
    ].join('\n'),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ask = async (server: RunningSimulator, content: string, more: object = {}) => {
  const startedAt = performance.now()
  const response = await fetch(`${server.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'simulated/gpt-oss-safeguard-20b',
      messages: [
        { role: 'system', content: policy },
        { role: 'user', content },
      ],
      ...more,
    }),
  })
  const body = (await response.json()) as {
    system_fingerprint?: string
    choices?: { message: { content: string; reasoning: string } }[]
    usage?: object
  }
  return { status: response.status, body, tookMs: performance.now() - startedAt }
}

describe('replay', () => {
  test('a known pair gives the recorded completion, scaled in time and still labelled', async () => {
    const server = await startSimulator({ traces: folder, latencyFactor: 2 })
    try {
      expect(server.recordings).toBe(4)
      const { body, tookMs } = await ask(server, 'hello')
      expect(body.system_fingerprint).toMatch(/^simulated-replay/)
      expect(body.choices?.[0]?.message).toMatchObject({
        content: 'VALID',
        reasoning: 'It says VALID.',
      })
      expect(body.usage).toMatchObject({ prompt_tokens: 50, completion_tokens: 9 })
      expect(tookMs).toBeGreaterThanOrEqual(75)
    } finally {
      await server.close()
    }
  })

  test('the seed chooses among several recordings of the same pair', async () => {
    const library = await ReplayLibrary.open(folder)
    const find = (seed: number): string | undefined =>
      library.find({ policy, turns: [{ role: 'user', content: 'hello' }], seed })?.text
    expect([find(0), find(1), find(2)]).toEqual(['VALID', 'INVALID', 'VALID'])
  })

  test('control-like text is found although it was broken up on its way', async () => {
    const library = await ReplayLibrary.open(folder)
    const turns = [{ role: 'user', content: 'with < |marks| >' }]
    expect(library.find({ policy, turns, seed: 0 })?.text).toBe('INVALID')
  })

  test('a conversation is found as turns and as one message', async () => {
    const library = await ReplayLibrary.open(folder)
    const lines = [
      'Conversation, one JSON object a line. Judge it as a whole.',
      JSON.stringify({ turn: 1, role: 'user', text: 'first "quoted"' }),
      JSON.stringify({ turn: 2, role: 'assistant', text: 'second\nline' }),
      JSON.stringify({ turn: 3, role: 'user', text: 'third' }),
    ]
    const turns = [{ role: 'user', content: lines.join('\n') }]
    expect(library.find({ policy, turns, seed: 0 })?.text).toBe('VALID')
  })

  test('an unknown pair is made up, or refused, as set', async () => {
    const generous = await startSimulator({ traces: folder })
    const strict = await startSimulator({ traces: folder, unknownPairs: 'refuse' })
    try {
      const madeUp = await ask(generous, 'never recorded')
      expect(madeUp.body.system_fingerprint).toMatch(/^simulated-generate/)
      expect((await ask(strict, 'never recorded')).status).toBe(404)
    } finally {
      await Promise.all([generous.close(), strict.close()])
    }
  })

  test('lines that cannot be used are counted, and the rest is read', async () => {
    expect((await readBundle(folder)).unreadable).toBe(2)
  })
})

const bundle =
  process.env['ASSIZE_TRACES'] ??
  fileURLToPath(new URL('../../../../../shared/traces', import.meta.url))

if (existsSync(join(bundle, 'traces.jsonl')))
  test('the real bundle is read whole, and each recording can be found again', async () => {
    const read = await readBundle(bundle)
    const library = new ReplayLibrary(read)
    expect(read.unreadable).toBe(0)
    for (const [text, recordings] of read.byPolicy)
      for (const { turns } of recordings)
        expect(library.find({ policy: text, turns, seed: 0 })).not.toBeNull()
  })
else test.skip(`no trace bundle at ${bundle}: its replay is not tried`, () => undefined)
