import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runVerb } from '../fixtures/run-verb.js'
import { run } from '../main.js'
import { findPolicies } from '../policy-lint/policy-folders.js'
import { DiskTests } from '../policy-test/test-on-disk.js'
import { asText } from '../policy-test/test-report.js'
import type { TestedPolicy } from '../policy-test/tested-policy.js'
import { shippedPrograms } from '../start/programs.js'

const quiet = ['--port', '0', '--faults', 'none', '--mean-latency-ms', '1']
const model = 'simulated/gpt-oss-safeguard-20b'
let simulator: ChildProcess
let url: string
let folder: string
const offer = 'a used chair from a neighbour'

const text = `# Spam

Answer with exactly one word, VALID or INVALID.

- SP-1.1 Repetition: buy now buy now buy now is INVALID.
- SP-0.1 Offer: a used chair from a neighbour is VALID.
`
const manifest = `title: Spam
contract: words
labels: { VALID: allowed, INVALID: violates }
rules:
  - { code: SP-1.1, title: Repetition, outcome: violates }
  - { code: SP-0.1, title: Offer, outcome: allowed }
effort: low
`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assize-policy-test-'))
  simulator = spawn(process.execPath, [shippedPrograms.simulator, ...quiet])
  const [said] = (await once(simulator.stdout!, 'data')) as [Buffer]
  url = /http:\S+/.exec(said.toString())?.[0] ?? ''
}, 30_000)
afterAll(() => {
  simulator.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

function policyIn(name: string, cases: readonly object[], more = ''): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'policy.md'), text)
  writeFileSync(join(path, 'policy.yaml'), manifest + more)
  writeFileSync(join(path, 'cases.jsonl'), cases.map((each) => JSON.stringify(each)).join('\n'))
  return path
}

const tried = (path: string, ...more: string[]) =>
  runVerb(['policy', 'test', path, '--base-url', url, '--model', model, ...more])

/** As the verb does, in this process. */
async function judged(path: string, asked = model): Promise<TestedPolicy> {
  const wish = { baseUrl: url, model: asked, keyEnv: null, effort: null, repeats: 1 }
  const tests = new DiskTests(wish)
  try {
    return await tests.test(findPolicies(path)[0]!)
  } finally {
    await tests.close()
  }
}

test('a policy on disk passes against a server, without an installation', async () => {
  const probe = await judged(policyIn('probe', [{ content: offer, label: 'VALID' }]))
  const label = probe.cases[0]?.results[0]?.label
  const path = policyIn('passing', [{ content: offer, label }])
  const { code, out, err } = await tried(path, '--repeats', '3')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('passing: simulated/gpt-oss-safeguard-20b, at http')
  expect(out).toContain('(simulated: no model answered)')
  expect(out).toContain('1 of 1 cases as expected')
  expect(out).toContain('0 of 1 cases flip between repeats, 0 of 3 pairs of repeats differ')
  expect(out.trimEnd()).toMatch(/ {2}passes$/)
}, 60_000)

/** One of them is wrong, whatever is made of such an offer. */
const both = [
  { content: offer, label: 'VALID', note: 'an offer' },
  { content: offer.toUpperCase(), label: 'INVALID', rules: ['SP-1.1'] },
]

test('one that does not do as its cases say ends with 1', async () => {
  const contrary = await tried(policyIn('contrary', both), '--json')
  expect(contrary.code).toBe(1)
  expect(JSON.parse(contrary.out)).toMatchObject({
    passed: false,
    policies: [{ simulated: true, summary: { cases: 2, correct: 1, accuracy: 0.5 } }],
  })
}, 60_000)

test('less is enough where policy.yaml asks for less', async () => {
  const lenient = policyIn('lenient', both, 'tests: { atLeast: 0.5 }\n')
  expect(await judged(lenient)).toMatchObject({ passed: true, failure: null })
})

test('what cannot be tried does not pass, and says why', async () => {
  const none = asText(await judged(policyIn('none', [])))
  expect(none).toContain('could not be tested: expected test cases in cases.jsonl, saw none')
  expect(none).toMatch(/does not pass$/)
  const stranger = await judged(policyIn('strange', both), 'nobody')
  expect(stranger).toMatchObject({
    ...{ passed: false, summary: null },
    failure: expect.stringContaining('the server knows no such model or address (404)') as unknown,
  })
  const pair = { label: 'VALID', pair: 'chair' }
  const lonely = policyIn('lonely', [{ ...pair, content: offer, swap: 'he' }])
  expect((await judged(lonely)).failure).toContain('expected a second case of the same pair')
})

test('pairs are compared', async () => {
  const pair = { label: 'VALID', pair: 'chair' }
  const cases = ['he', 'she'].map((swap) => ({ ...pair, swap, content: `${offer}, ${swap} says` }))
  const { summary } = await judged(policyIn('pairs', cases))
  expect(summary?.pairs).toMatchObject({ pairs: 1 })
})

test('wrong use ends with 2', async () => {
  const path = policyIn('use', [{ content: offer, label: 'VALID' }])
  const server = ['--base-url', url, '--model', model]
  const silent = [
    jest.spyOn(process.stderr, 'write').mockReturnValue(true),
    jest.spyOn(console, 'error').mockReturnValue(undefined),
  ]
  const codes: number[] = []
  for (const args of [
    [path],
    [path, '--base-url', url],
    [path, '--base-url', 'nowhere', '--model', 'm'],
    [path, ...server, '--ref', 'v1'],
    [path, ...server, '--repeats', '11'],
    [join(folder, 'gone'), ...server],
  ])
    codes.push(await run(['policy', 'test', ...args]))
  for (const spy of silent) spy.mockRestore()
  expect(codes).toEqual([2, 2, 2, 2, 2, 2])
})
