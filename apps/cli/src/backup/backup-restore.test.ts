import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toHex, uuidV7 } from '@assize/kernel'
import {
  findRunningDatabase,
  migrate,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@assize/platform/embedded'
import { leafHash, RightEdge } from '@assize/tlog'
import { freshDatabase } from '@assize/testing'
import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const launcher = fileURLToPath(new URL('../../bin/assize.js', import.meta.url))
const marker = 'a sentence that nobody else writes'
const base = mkdtempSync(join(tmpdir(), 'assize-restore-'))
chmodSync(base, 0o755)
const source = join(base, 'source')
const backup = join(base, 'all.backup')
const passphrase = 'correct horse battery staple'
const [kept, erased] = [1, 2].map((n) => uuidV7(Date.now(), new Uint8Array(32).fill(n))) as [
  string,
  string,
]
const [asks, decides] = ['a', 'b'].map((end) => `00000000-0000-7000-8000-00000000000${end}`)
const line = {
  ...{
    v: 1,
    erasure: uuidV7(Date.now(), new Uint8Array(32).fill(9)),
    at: new Date().toISOString(),
  },
  ...{ scope: 'content-item', reason: 'subject-request', basis: 'gdpr-17-1-b' },
  ...{ requestedBy: asks, executedBy: decides, items: [erased] },
}

beforeAll(async () => {
  mkdirSync(source, { mode: 0o711 })
  const server = await startEmbeddedPostgres({ dataDir: source, durable: false })
  writeFileSync(
    join(source, 'secrets.json'),
    JSON.stringify({ contentHmacKey: 'k'.repeat(64), logKeys: [] }),
  )
  writeFileSync(join(source, 'seeded.json'), '{}')
  await migrate({ url: server.url })
  await withClient(server.url, fill)
  await server.stop()
  const said = await assize(['backup', '--out', backup], { ASSIZE_DATA_DIR: source })
  expect(said).toMatchObject({ code: 0, out: expect.stringContaining('the log at 3 entries') })
}, 120_000)
afterAll(async () => {
  for (const name of readdirSync(base))
    if (existsSync(join(base, name, 'database.json')))
      await removeEmbeddedPostgres(join(base, name))
  rmSync(base, { recursive: true, force: true })
})

/** Two content items with their words, and a log of three entries. */
async function fill(client: pg.Client): Promise<void> {
  for (const id of [kept, erased]) {
    await client.query(
      `INSERT INTO record_content_item (id, kind, fingerprint, commitment, characters, turns, submitted_by, source, recorded_at)
       VALUES ($1, 'text', '\\x01', '\\x02', 3, 1, 'platform', 'live', now())`,
      [id],
    )
    await client.query(
      `INSERT INTO payload_content_item (content_item_id, salt, body) VALUES ($1, '\\x03', $2)`,
      [id, { messages: [{ role: 'user', content: `${marker} ${id}` }] }],
    )
  }
  const edge = RightEdge.empty()
  for (const index of [0, 1, 2]) {
    const entry = Buffer.from(`{"n":${index}}`)
    edge.append(leafHash(new Uint8Array(entry)))
    await client.query(
      `INSERT INTO log_entry (index, kind, record_id, part, salt, entry) VALUES ($1, 'x', gen_random_uuid(), 0, '\\x00', $2)`,
      [index, entry],
    )
  }
  await client.query(
    `UPDATE log_state SET size = 3, origin = 'example.org/log', root = decode($1, 'hex')`,
    [toHex(edge.root)],
  )
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function assize(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const given = { ASSIZE_BUILD: 'never', ASSIZE_BACKUP_PASSPHRASE: passphrase, DATABASE_URL: '' }
    execFile(
      process.execPath,
      [launcher, ...args],
      { cwd: tmpdir(), env: { ...process.env, ...given, ...env } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

/** What a restored data directory holds, read from its own server. */
async function inside<T>(dataDir: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  expect(findRunningDatabase(dataDir)).toBeUndefined()
  const server = await startEmbeddedPostgres({ dataDir, durable: false })
  try {
    return await withClient(server.url, work)
  } finally {
    await server.stop()
  }
}

const place = (name: string): string => {
  const dataDir = join(base, name)
  mkdirSync(dataDir, { mode: 0o711 })
  return dataDir
}

function withEvidence(name: string, files: Readonly<Record<string, string>>): string {
  const dataDir = place(name)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dataDir, path, '..'), { recursive: true })
    writeFileSync(join(dataDir, path), text)
  }
  return dataDir
}

test('a restore erases again what was erased since, and only then may be served', async () => {
  const dataDir = withEvidence('restored', {
    'custody/erasures.jsonl': `${JSON.stringify(line)}\n{"v":1,"erasure":"cut sh`,
  })
  const said = await assize(['restore', backup], { ASSIZE_DATA_DIR: dataDir })
  expect(said.err).not.toContain('Error')
  expect(said).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 content items were erased again'),
  })
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toContain('k'.repeat(64))
  expect(existsSync(join(dataDir, 'seeded.json'))).toBe(true)
  await inside(dataDir, async (client) => {
    const words = await client.query('SELECT content_item_id AS id FROM payload_content_item')
    expect(words.rows).toEqual([{ id: kept }])
    const told = await client.query(
      `SELECT e.replays, e.executed_by, i.content_item_id AS item FROM record_erasure e
       JOIN record_erased_item i ON i.erasure_id = e.id`,
    )
    expect(told.rows).toEqual([{ replays: line.erasure, executed_by: decides, item: erased }])
    const state = await client.query('SELECT state FROM installation')
    expect(state.rows).toEqual([{ state: 'servable' }])
    const pending = await client.query("SELECT kind FROM log_pending WHERE kind = 'erasure'")
    expect(pending.rows).toHaveLength(1)
  })
}, 120_000)

describe('nothing is changed, and one line says why', () => {
  const refused = async (
    name: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    files: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const dataDir = withEvidence(name, files)
    const before = readdirSync(dataDir)
    const said = await assize(['restore', ...args], { ASSIZE_DATA_DIR: dataDir, ...env })
    expect([said.code === 0, readdirSync(dataDir)]).toEqual([false, before])
    const lines = said.err.split('\n').filter((each) => each.startsWith('assize: '))
    expect(lines).toHaveLength(1)
    return lines[0] ?? ''
  }

  test('with the wrong passphrase, a file cut short or edited, or none', async () => {
    const bytes = readFileSync(backup)
    const [cut, edited] = [join(base, 'cut'), join(base, 'edited')]
    writeFileSync(cut, bytes.subarray(0, -100))
    const changed = Buffer.from(bytes)
    const middle = Math.floor(bytes.length / 2)
    changed[middle] = (changed[middle] ?? 0) ^ 1
    writeFileSync(edited, changed)
    const wrong = { ASSIZE_BACKUP_PASSPHRASE: 'another passphrase' }
    expect(await refused('r1', [backup], wrong)).toContain('this passphrase does not open')
    expect(await refused('r2', [cut])).toContain('cut short')
    expect(await refused('r3', [edited])).toContain('changed')
    expect(await refused('r4', [backup], { ASSIZE_BACKUP_PASSPHRASE: undefined })).toContain(
      'no passphrase',
    )
  }, 120_000)

  test('into a data directory that is in use', async () => {
    expect(await refused('r5', [backup], {}, { 'credentials.json': '{}' })).toContain(
      'expected an empty data directory, saw credentials.json',
    )
  }, 60_000)

  test('where a checkpoint that was shown tells of another tree', async () => {
    const root = Buffer.alloc(32, 5).toString('base64')
    const signature = Buffer.alloc(68, 1).toString('base64')
    const note = `example.org/log\n2\n${root}\n\n— example.org/log ${signature}\n`
    expect(await refused('r6', [backup], {}, { 'log/checkpoint': note })).toContain(
      'the log was changed: its first 2 entries have the root',
    )
  }, 60_000)
})

test('a checkpoint the restored log does not reach is told of', async () => {
  const root = Buffer.alloc(32, 5).toString('base64')
  const signature = Buffer.alloc(68, 1).toString('base64')
  const note = `example.org/log\n9\n${root}\n\n— example.org/log ${signature}\n`
  const dataDir = withEvidence('older', { 'log/checkpoint': note })
  const said = await assize(['restore', backup], { ASSIZE_DATA_DIR: dataDir })
  expect(said.code).toBe(0)
  expect(said.err).toContain('tells of 9 entries, this log ends at 3')
}, 60_000)

test('a database of one’s own is restored into, and a start refuses it half done', async () => {
  const database = await freshDatabase()
  const target = new URL(database.url)
  target.pathname = '/restored_here'
  await withClient(database.url, (client) => client.query('CREATE DATABASE restored_here'))
  const env = { DATABASE_URL: target.href, ASSIZE_SECRETS_FILE: join(source, 'secrets.json') }
  try {
    const journal = join(base, 'journal.jsonl')
    writeFileSync(journal, `${JSON.stringify(line)}\n`)
    // Said before anything is loaded: the database is as empty as it was.
    for (const secretsFile of ['', join(base, 'no-such-file'), journal]) {
      const without = { ...env, ASSIZE_SECRETS_FILE: secretsFile || undefined }
      const refused = await assize(['restore', backup, '--erasures', journal], {
        ...{ ...without, ASSIZE_DATA_DIR: join(base, 'nothing-here') },
      })
      expect(refused).toMatchObject({
        code: 2,
        err: expect.stringMatching(/^assize: .*(ASSIZE_SECRETS_FILE|contentHmacKey)/m),
      })
      expect(refused.err).not.toContain('loading')
    }
    const said = await assize(['restore', backup, '--erasures', journal], {
      ...{ ...env, ASSIZE_DATA_DIR: join(base, 'nothing-here') },
    })
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('1 content items') })
    await withClient(target.href, (client) =>
      client.query("UPDATE installation SET state = 'restoring', detail = 'of a backup'"),
    )
    const secrets = join(base, 'own-secrets.json')
    const logKeys = [{ seed: Buffer.alloc(32, 7).toString('base64') }]
    writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64), logKeys }))
    const started = await assize(['start'], { ...env, ASSIZE_SECRETS_FILE: secrets, PORT: '0' })
    expect(started.code).toBe(1)
    expect(started.err).toContain('a restore into it did not come to its end (of a backup)')
    expect(await assize(['restore', backup], env)).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected an empty database'),
    })
  } finally {
    await withClient(database.url, (client) =>
      client.query('DROP DATABASE restored_here WITH (FORCE)'),
    )
    await database.close()
  }
}, 120_000)
