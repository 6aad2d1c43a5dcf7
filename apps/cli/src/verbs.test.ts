import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startProduct, type Product } from '@assize/testing/product'
import type { Command } from 'commander'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { runVerb, type Said } from './fixtures/run-verb.js'
import { program } from './program.js'

describe('wherever it is called from', () => {
  const verbs = [...leaves(program())]

  test('every verb says what it does and offers JSON', () => {
    for (const verb of verbs) {
      expect([verb.name(), verb.description()]).toEqual([verb.name(), expect.stringMatching(/\.$/)])
      expect(verb.options.map(({ long }) => long)).toContain('--json')
    }
  })

  test('wrong use is told from a failed check and from an installation out of reach', async () => {
    const nowhere = { ASSIZE_URL: 'http://127.0.0.1:9', ASSIZE_API_KEY: 'ak_none' }
    const said = await Promise.all([
      runVerb(['policy', 'lint', '--help']),
      runVerb(['--version']),
      runVerb(['judge']),
      runVerb(['classify', 'x']),
      runVerb(['classify', 'x', '-p', 'spam', '--deadline', 'soon']),
      runVerb(['classify', 'x', '-p', 'spam'], nowhere),
      runVerb(['classify', 'x', '-p', 'spam', '--json'], { ASSIZE_DATA_DIR: '/nowhere' }),
    ])
    expect(said.map(({ code }) => code)).toEqual([0, 0, 2, 2, 2, 3, 3])
    expect(said[1]?.out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(said[5]?.err).toBe('assize: http://127.0.0.1:9 does not answer: is it running?\n')
    expect(JSON.parse(said[6]?.out ?? '')).toEqual({ error: expect.stringContaining('/nowhere') })
  }, 60_000)
})

describe('on a running installation', () => {
  let product: Product
  let folder: string
  const here = (...args: string[]): Promise<Said> =>
    runVerb(args, { ASSIZE_DATA_DIR: product.dataDir })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assize-verbs-'))
    product = await startProduct({ ASSIZE_SEED: 'none' })
  }, 240_000)
  afterAll(async () => {
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  test('the log is verified, its key rotated and its day told, and a forged row is named', async () => {
    const whole = await here('log', 'verify')
    expect([whole.code, whole.out]).toEqual([0, expect.stringContaining('nothing differs')])
    const added = await here('log', 'rotate-key', '--json')
    const { vkey } = JSON.parse(added.out) as { vkey: string }
    const keys = async () => (await fetch(`${product.url}/log/vkey`)).text()
    expect((await keys()).trim().split('\n')).toHaveLength(2)
    await untilSignedBy(`${product.url}/log/checkpoint`, 2)
    expect((await here('log', 'rotate-key', '--retire')).code).toBe(0)
    expect((await here('log', 'rotate-key', '--retire')).code).toBe(2)
    await untilSignedBy(`${product.url}/log/checkpoint`, 1)
    expect((await keys()).split('\n')[0]).toBe(vkey)
    const digest = await here('log', 'digest')
    expect(digest.out).toMatch(/ daily digest \d{4}-\d\d-\d\d\n\{"checkpoint"/)
    expect((await here('log', 'verify', '--key', vkey)).code).toBe(0)
    expect((await here('log', 'verify', '--key', 'nonsense')).code).toBe(2)

    await forgeSpareRole(product.credentials.databaseUrl)
    const forged = await here('log', 'verify', '--json')
    expect(forged.code).toBe(1)
    const { differences } = JSON.parse(forged.out) as { differences: readonly object[] }
    expect(differences).toMatchObject([{ type: 'row-altered', kind: 'role-grant', field: 'role' }])
    expect((await runVerb(['log', 'verify'], { ASSIZE_DATA_DIR: '/nowhere' })).code).toBe(3)
  }, 120_000)

  test('classify answers with a verdict, and nothing else in a pipe', async () => {
    const said = await here(
      'classify',
      'A chair, 40.',
      '-p',
      'spam',
      '-p',
      'harassment@v1',
      '--json',
    )
    expect(said).toMatchObject({ code: 0, err: '' })
    const { results } = JSON.parse(said.out) as { results: { policy: string }[] }
    expect(results.map(({ policy }) => policy)).toEqual(['spam', 'harassment'])
    expect(results[0]).toMatchObject({ __typename: 'Verdict', simulated: true })
    const piped = await runVerb(
      ['classify', '-p', 'spam'],
      { ASSIZE_DATA_DIR: product.dataDir },
      'A chair, 40.',
    )
    expect(piped.out).toMatch(/^spam: \w+.*simulated\)/)
  }, 60_000)

  test('an evidence package is made, verified offline, and refused for what is not there', async () => {
    const said = await here('classify', 'Two chairs, 70.', '-p', 'spam', '--json')
    expect(said).toMatchObject({ code: 0, err: '' })
    const { id } = JSON.parse(said.out) as { id: string }
    const file = join(folder, 'evidence.zip')
    const made = await here('evidence', 'make', '--verdict', id, '--out', file, '--json')
    expect(made).toMatchObject({ code: 0, err: '' })
    const { sha256 } = JSON.parse(made.out) as { sha256: string }
    expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(sha256)
    const [key = ''] = (await (await fetch(`${product.url}/log/vkey`)).text()).split('\n')
    const verified = await runVerb(['evidence', 'verify', file, '--key', key, '--json'])
    expect(verified.code).toBe(0)
    const report = JSON.parse(verified.out) as { checkpoints: { size: string }[] }
    expect(report).toMatchObject({ proved: true, verdicts: 1 })
    const size = report.checkpoints.at(-1)?.size ?? ''
    const filter = JSON.stringify({ policies: ['spam'] })
    const codes = await Promise.all([
      here('evidence', 'make', '--filter', filter, '--checkpoint', size, '-o', file),
      here('evidence', 'make', '--verdict', crypto.randomUUID(), '-o', join(folder, 'none.zip')),
      here('evidence', 'make', '--verdict', id, '--filter', '{}', '-o', file),
      here('evidence', 'make', '--filter', 'spam', '-o', file),
      runVerb(['evidence', 'make', '--case', id, '-o', file], { ASSIZE_DATA_DIR: '/nowhere' }),
    ])
    expect(codes.map(({ code }) => code)).toEqual([0, 1, 2, 2, 3])
    expect(existsSync(join(folder, 'none.zip'))).toBe(false)
  }, 120_000)

  test('what was classified is listed as it is on the record', async () => {
    const query = `mutation { classify(input: {
      content: {text: "A lamp, 30."}, policies: [{policy: "spam"}], region: "DE", language: "en",
      externalId: "lamp", deadlineMs: 20000
    }) { __typename } }`
    const answer = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${product.credentials.apiKeys.service}`,
      },
      body: JSON.stringify({ query }),
    })
    expect(await answer.text()).toContain('Verdict')
    const { listed, differences } = JSON.parse((await here('log', 'verify', '--json')).out) as {
      listed: number
      differences: readonly { type: string }[]
    }
    expect(listed).toBeGreaterThan(0)
    expect(differences.filter(({ type }) => type.startsWith('listing-'))).toEqual([])
    expect((await here('log', 'relist')).out).toMatch(/verdicts, 0 listed anew$/m)
  }, 60_000)

  test('what the installation refuses is a failure in one line', async () => {
    const said = await Promise.all([
      here('classify', 'x', '-p', 'tickets'),
      here('policy', 'publish', 'spam'),
      here('dataset', 'export', 'nothing'),
      runVerb(['classify', 'x', '-p', 'spam'], {
        ASSIZE_URL: product.url,
        ASSIZE_API_KEY: 'ak_wrong',
      }),
    ])
    for (const { code, out, err } of said) {
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/^assize: [^\n]+\n$/)
    }
  }, 60_000)

  test('policies are compared and put in force', async () => {
    const compared = await here('policy', 'diff', 'spam', 'v1', 'v2')
    expect(compared.code).toBe(0)
    expect(compared.out).toContain('rule SP-1.3 removed')
    expect((await here('policy', 'publish', 'spam', 'v1', '--note', 'back')).code).toBe(0)
    expect((await here('policy', 'publish', 'spam', 'v2', '--note', 'and forth')).code).toBe(0)
  }, 60_000)

  test('an import tells what went in and which lines did not, and changes nothing twice', async () => {
    mkdirSync(join(folder, 'policies'))
    writeFileSync(
      join(folder, 'policies/tickets.txt'),
      'Answer VALID or INVALID. INVALID: touting.',
    )
    writeFileSync(
      join(folder, 'policies/index.json'),
      JSON.stringify([
        { policy_version: 'tickets@1', policy_id: 'tickets', file: 'policies/tickets.txt' },
      ]),
    )
    const trace = {
      trace_id: 't1',
      policy_version: 'tickets@1',
      messages: [{ role: 'user', content: 'Two seats, 40 each.' }],
      output: 'VALID',
      reasoning: 'The price is printed. So VALID.',
    }
    writeFileSync(join(folder, 'traces.jsonl'), `${JSON.stringify(trace)}\n{"trace_id":\n`)
    const first = await here('import', '--traces', folder, '--json')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(first.out)).toMatchObject({
      recorded: 1,
      present: 0,
      problems: [{ line: 2 }],
    })
    const second = await here('import', '--traces', folder)
    expect(second.out).toContain('0 verdicts recorded, 1 were there already')
    expect((await here('import', '--traces', join(folder, 'none'))).code).toBe(2)
  }, 60_000)

  test('the audit trail leaves as CloudEvents, whole and counted', async () => {
    const file = join(folder, 'trail.jsonl')
    const said = await here('audit', 'export', '--action', 'content.', '--out', file, '--json')
    expect(said).toMatchObject({ code: 0, err: '', out: expect.stringContaining('sha256') })
    const refused = await here('audit', 'export', '--object', 'nothing')
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('<type:id>') })
    const all = await here('audit', 'export')
    const lines = all.out.trimEnd().split('\n')
    expect(all.err).toMatch(new RegExp(`^${lines.length} events, sha256 [0-9a-f]{64}\n$`))
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({
        ...{ specversion: '1.0', id: expect.any(String), time: expect.any(String) },
        type: expect.stringMatching(/^io\.assize\./),
      })
    const { sha256 } = JSON.parse(said.out) as { sha256: string }
    expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(sha256)
    expect((await here('audit', 'export', '--outcome', 'maybe')).code).toBe(2)
    expect((await here('audit', 'export', '--json')).code).toBe(2)
  }, 60_000)

  test('the database is up to date, and has its administrator', async () => {
    const migrated = await here('db', 'migrate', '--json')
    expect(JSON.parse(migrated.out)).toMatchObject({ applied: [] })
    const made = await here('admin', 'create', '--email', 'ada@example.org', '--name', 'Ada')
    expect(made).toMatchObject({ code: 1, out: '' })
    const { users } = JSON.parse(
      readFileSync(join(product.dataDir, 'credentials.json'), 'utf8'),
    ) as { users: object }
    expect(Object.keys(users)).toContain('admin')
  }, 60_000)
})

function* leaves(command: Command): Generator<Command> {
  if (command.commands.length === 0) yield command
  for (const child of command.commands) yield* leaves(child)
}

async function untilSignedBy(url: string, keys: number): Promise<void> {
  const signatures = async () => (await (await fetch(url)).text()).match(/^\u2014 /gm)?.length
  while ((await signatures()) !== keys) await new Promise((resolve) => setTimeout(resolve, 100))
}

/** What somebody could do who owns the tables. */
/** Of a person nobody here logs in as, so that what follows still may. */
async function forgeSpareRole(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('ALTER TABLE record_role_grant DISABLE TRIGGER USER')
  await client.query(
    `UPDATE record_role_grant SET role = 'reviewer'
     WHERE id = (SELECT id FROM record_role_grant WHERE role = 'child-safety' LIMIT 1)`,
  )
  await client.query('ALTER TABLE record_role_grant ENABLE TRIGGER USER')
  await client.end()
}
