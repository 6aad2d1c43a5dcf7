import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CliError } from '../cli-error.js'
import { traceAuditCommand } from './trace-audit.js'

const policy = `Ticket policy
Return exactly one word: VALID or INVALID.
VALID = fair price
INVALID = violates`

const trace = {
  trace_id: 't1',
  policy_version: 'tickets@1',
  messages: [{ role: 'user', content: 'Two seats, 40 each.' }],
  output: 'VALID',
  reasoning: 'Printed price. So output VALID.',
}

let folder: string
let said: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trace-audit-'))
  await mkdir(join(folder, 'policies'))
  await writeFile(join(folder, 'policies/tickets.txt'), policy)
  await writeFile(
    join(folder, 'policies/index.json'),
    JSON.stringify([{ policy_version: 'tickets@1', file: 'policies/tickets.txt' }]),
  )
  said = ''
  const hear = (text: string | Uint8Array) => {
    said += String(text)
    return true
  }
  jest.spyOn(process.stdout, 'write').mockImplementation(hear)
  jest.spyOn(process.stderr, 'write').mockImplementation(hear)
})

afterEach(async () => {
  jest.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const out = () => join(folder, 'findings.jsonl')

async function audit(
  lines: readonly (object | string)[],
  ...options: string[]
): Promise<unknown[]> {
  const text = lines
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n')
  await writeFile(join(folder, 'traces.jsonl'), text)
  const args = ['--traces', join(folder, 'traces.jsonl'), '--out', out(), ...options]
  await traceAuditCommand().exitOverride().parseAsync(args, { from: 'user' })
  return written()
}

const written = async (): Promise<unknown[]> =>
  (await readFile(out(), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

test('one line per trace, in the order of the file, bad lines with their number', async () => {
  const lines = await audit([
    trace,
    '{"trace_id": "t2"',
    { ...trace, trace_id: 't3', policy_version: 'gone@1' },
    { ...trace, trace_id: 't4', output: 'INVALID' },
  ])
  expect(lines).toMatchObject([
    { trace_id: 't1', label: 'VALID', outcome: 'allowed', findings: [] },
    { line: 2, error: expect.stringMatching(/^line 2: expected/) as unknown },
    { trace_id: 't3', error: 'unknown policy_version "gone@1"' },
    { trace_id: 't4', findings: [{ type: 'verdict-contradicts-trace', severity: 'hard' }] },
  ])
  expect(said).toContain('4 traces, 1 flagged, 2 not audited')
})

test('the summary as JSON', async () => {
  await audit([{ ...trace, output: 'INVALID' }], '--json')
  expect(JSON.parse(said)).toMatchObject({
    traces: 1,
    flagged: 1,
    errors: 0,
    findings: { 'verdict-contradicts-trace': 1, 'unknown-rule': 0 },
  })
})

test('--fail-on fails once all is written', async () => {
  const failure = audit([{ ...trace, output: 'INVALID' }], '--fail-on', 'hard')
  await expect(failure).rejects.toMatchObject({ code: 'NOT_DONE' })
  expect(await written()).toHaveLength(1)
  await expect(audit([trace], '--fail-on', 'hard')).resolves.toHaveLength(1)
})

test('the summary for people: findings, outcomes and risk', async () => {
  await audit([trace, { ...trace, trace_id: 't2', output: 'INVALID' }])
  expect(said).toMatch(/traces by finding +hard +other\n/)
  expect(said).toMatch(/verdict-contradicts-trace +1 +0\n/)
  expect(said).toMatch(/violates +1\n +allowed +1\n +undetermined +0\n/)
  expect(said).toMatch(/0\.9 to 1\.0 +\d/)
})

test('--repeats tells the same prompt with another outcome', async () => {
  const lines = (await audit(
    [
      trace,
      { ...trace, trace_id: 't2', output: 'INVALID', reasoning: 'Too dear. So output INVALID.' },
      { ...trace, trace_id: 't3', messages: [{ role: 'user', content: 'Another item.' }] },
    ],
    '--repeats',
  )) as { findings: { type: string }[] }[]
  const types = lines.map(({ findings }) => findings.map(({ type }) => type))
  expect(types).toEqual([['self-inconsistent'], ['self-inconsistent'], []])
})

test('--html writes a page of the traces with findings', async () => {
  const page = join(folder, 'report.html')
  await audit([{ ...trace, output: 'INVALID' }], '--html', page)
  expect(await readFile(page, 'utf8')).toContain('1 of 1 traces with findings')
})

test('--html shows what is undetermined though nothing was found, and --fail-on flagged counts it', async () => {
  const page = join(folder, 'report.html')
  await writeFile(join(folder, 'policies/tickets.txt'), `${policy}\nUNSURE = cannot be told`)
  const unsure = { ...trace, output: 'UNSURE', reasoning: 'It cannot be told. So output UNSURE.' }
  const failure = audit([trace, unsure], '--html', page, '--fail-on', 'flagged')
  await expect(failure).rejects.toMatchObject({ code: 'NOT_DONE' })
  expect(await readFile(page, 'utf8')).toContain('1 of 1 traces with findings or an undetermined')
})

test('what is no file is written to and stays what it is', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const read = readFile(pipe, 'utf8')
  await writeFile(join(folder, 'traces.jsonl'), JSON.stringify(trace))
  const args = ['--traces', folder, '--out', pipe]
  await traceAuditCommand().exitOverride().parseAsync(args, { from: 'user' })
  expect(JSON.parse(await read)).toMatchObject({ trace_id: 't1', label: 'VALID' })
  expect((await stat(pipe)).isFIFO()).toBe(true)
})

test('a page that cannot be written is told before the work, and no findings are left', async () => {
  const nowhere = audit([trace], '--html', join(folder, 'none/report.html'))
  await expect(nowhere).rejects.toMatchObject({ code: 'WRONG_USE' })
  expect((await readdir(folder)).toSorted()).toEqual(['policies', 'traces.jsonl'])
})

test('--fail-on fails where nothing could be audited at all', async () => {
  const strange = { ...trace, policy_version: 'gone@1' }
  await expect(audit([strange], '--fail-on', 'hard')).rejects.toThrow('none of 1 traces')
  await expect(audit([''], '--fail-on', 'hard')).rejects.toThrow('none of 0 traces')
  await expect(audit([strange])).resolves.toHaveLength(1)
})

test('many threads give what one gives', async () => {
  const many = Array.from({ length: 4_000 }, (_, i) => ({
    ...trace,
    trace_id: `t${i}`,
    messages: [
      { role: 'user', content: `Two seats, row ${i % 50}. ${'Row after row. '.repeat(30)}` },
    ],
    output: i % 7 === 0 ? 'INVALID' : 'VALID',
  }))
  const one = await audit(many, '--cores', '1', '--repeats')
  const more = await audit(many, '--cores', '3', '--repeats')
  expect(one).toHaveLength(4_000)
  expect(more).toEqual(one)
})

test('batch files: output with its input', async () => {
  const messages = [{ role: 'system', content: policy }, ...trace.messages]
  await writeFile(join(folder, 'in.jsonl'), JSON.stringify({ custom_id: 'c1', body: { messages } }))
  const message = { content: 'INVALID', reasoning: 'Too dear. So output INVALID.' }
  const answer = { status_code: 200, body: { choices: [{ message, finish_reason: 'stop' }] } }
  const lines = await audit(
    [{ custom_id: 'c1', response: answer, error: null }],
    '--requests',
    join(folder, 'in.jsonl'),
  )
  expect(lines).toMatchObject([
    { trace_id: 'c1', label: 'INVALID', outcome: 'violates', findings: [] },
  ])
})

test.each([
  [['--traces', '/nowhere/at/all'], 'no traces at'],
  [['--traces', '.'], 'no traces.jsonl in'],
])('wrong use: %j', async (args, message) => {
  const run = traceAuditCommand().exitOverride().parseAsync(args, { from: 'user' })
  await expect(run).rejects.toThrow(CliError)
  await expect(run).rejects.toThrow(message)
})

test('a place that cannot be written is told, and nothing half-written is left', async () => {
  await expect(audit([trace], '--out', join(folder, 'none/x.jsonl'))).rejects.toMatchObject({
    code: 'WRONG_USE',
  })
  await expect(audit([trace], '--policies', join(folder, 'none'))).rejects.toThrow(
    'no policies index',
  )
  expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([])
})
