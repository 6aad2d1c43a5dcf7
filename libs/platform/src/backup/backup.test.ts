import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { ask } from '../embedded/fixtures/ask.js'
import { temporaryDirectory } from '../embedded/fixtures/temporary-directory.js'
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../embedded/embedded-postgres.js'
import { migrate } from '../migrations/migrate.js'
import { loadBackup, markServable, requireEmptyDatabase } from './load-backup.js'
import { readBackup } from './read-backup.js'
import { openSealed, SealedWriter } from './sealed-file.js'
import { writeBackup } from './write-backup.js'

const passphrase = 'correct horse battery staple'
const dataDir = join(temporaryDirectory(), '.data')
const files = mkdtempSync(join(tmpdir(), 'assize-backup-'))
const path = join(files, 'all.backup')
const secret = 'words that stand in no backup in the clear'
let server: EmbeddedPostgres

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir, durable: false })
  await migrate({ url: server.url })
  await ask(server.url, `select ensure_partitions('2024-02-01', '2024-02-01')`)
  await ask(
    server.url,
    `with items as (
       insert into record_content_item (id, kind, fingerprint, commitment, characters, turns, submitted_by, source, recorded_at)
       select uuidv7(((n % 5) * -100 || ' days')::interval), 'text', '\\x01', '\\x02', 3, 1, E'a\\tb\\nc\\\\d', 'live', now()
       from generate_series(1, 5000) n returning id)
     insert into payload_content_item (content_item_id, salt, body, search)
     select id, '\\x03', jsonb_build_object('messages', '${secret}'), to_tsvector('simple', 'one two') from items`,
  )
  await ask(server.url, `select setval('record_appeal_number_seq', 41)`)
  await writeBackup({
    ...{ url: server.url, path, passphrase },
    files: [{ name: 'secrets.json', bytes: 'e30=' }],
  })
}, 60_000)
afterAll(async () => {
  await removeEmbeddedPostgres(dataDir)
  rmSync(join(dataDir, '..'), { recursive: true })
  rmSync(files, { recursive: true })
})

async function emptyDatabase(name: string): Promise<string> {
  await ask(server.url, `create database ${name}`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return url.href
}

const digests = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `select (select count(*)::int || md5(string_agg(i::text, '' order by id)) from record_content_item i) as facts,
       (select count(*)::int || md5(string_agg(p::text, '' order by content_item_id)) from payload_content_item p) as words,
       (select count(*)::int || md5(string_agg(l::text, '' order by id)) from log_pending l) as log,
       (select nextval('record_appeal_number_seq')::int) as next`,
  )
  await client.end()
  return JSON.stringify(rows)
}

test('what is restored is what was there, row for row, and the log has nothing twice', async () => {
  const url = await emptyDatabase('restored')
  await requireEmptyDatabase(url)
  const closing = await loadBackup({ url, path, passphrase })
  expect(closing.tables.find(({ name }) => name === 'payload_content_item')?.rows).toBe(5000)
  expect(await ask(url, 'select state from installation')).toBe('restoring')
  await markServable(url)
  expect(await ask(url, 'select state from installation')).toBe('servable')
  expect(await digests(url)).toBe(await digests(server.url))
  await expect(ask(url, `delete from record_content_item`)).rejects.toThrow('append-only')
  await expect(ask(url, `update payload_content_item set salt = '\\x09'`)).rejects.toThrow('erased')
  await expect(requireEmptyDatabase(url)).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' })
}, 60_000)

test('nothing of it can be read without the passphrase', async () => {
  expect(readFileSync(path).includes(secret)).toBe(false)
  expect(readFileSync(path).includes('record_content_item')).toBe(false)
  await expect(readBackup(path, 'another passphrase')).rejects.toMatchObject({
    code: 'PASSPHRASE_WRONG',
  })
})

describe('a file that is not as it was written is refused', () => {
  const edited = (change: (bytes: Buffer) => Buffer): Promise<unknown> => {
    const copy = join(files, 'edited.backup')
    copyFileSync(path, copy)
    writeFileSync(copy, change(readFileSync(copy)))
    return readBackup(copy, passphrase).then(
      () => 'accepted',
      (error: unknown) => (error as { code: string }).code,
    )
  }

  test('cut short anywhere', async () => {
    const size = readFileSync(path).length
    for (const length of [20, 200, Math.floor(size / 2), size - 1])
      expect(await edited((bytes) => bytes.subarray(0, length))).toMatch(/TRUNCATED|DAMAGED|NOT_A/)
  })

  test('with one bit flipped anywhere after its header', async () => {
    const size = readFileSync(path).length
    const header = readFileSync(path).indexOf('\n', 20) + 1
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: header, max: size - 1 }), async (at) => {
        const outcome = await edited((bytes) => {
          bytes[at] = (bytes[at] ?? 0) ^ 1
          return bytes
        })
        expect(outcome).toMatch(/DAMAGED|TRUNCATED/)
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  test('with something after its end, or no backup at all', async () => {
    expect(await edited((bytes) => Buffer.concat([bytes, Buffer.from('x')]))).toBe('BACKUP_DAMAGED')
    expect(await edited(() => Buffer.from('a text\nof two lines\n'))).toBe('NOT_A_BACKUP')
    expect(await edited(() => Buffer.alloc(0))).toBe('NOT_A_BACKUP')
  })
})

test('a backup that fails on the way leaves a database that says it is not to be served', async () => {
  const url = await emptyDatabase('half')
  const cut = join(files, 'cut.backup')
  writeFileSync(cut, readFileSync(path).subarray(0, -1000))
  await expect(loadBackup({ url, path: cut, passphrase })).rejects.toMatchObject({
    code: expect.stringMatching(/TRUNCATED|DAMAGED/),
  })
  expect(await ask(url, 'select state from installation')).toBe('restoring')
  expect(await ask(url, 'select count(*)::int from record_content_item')).toBe(0)
}, 60_000)

test('whatever is sealed opens as it was, in whatever portions it came', async () => {
  const portions = fc.array(fc.uint8Array({ maxLength: 300_000 }), { maxLength: 4 })
  let n = 0
  await fc.assert(
    fc.asyncProperty(portions, async (given) => {
      const file = join(files, `sealed-${n++}`)
      const writer = await SealedWriter.create(file, passphrase)
      for (const each of given) await writer.write(Buffer.from(each))
      await writer.end()
      const opened: Buffer[] = []
      for await (const part of openSealed(file, passphrase)) opened.push(part)
      expect(Buffer.concat(opened).equals(Buffer.concat(given))).toBe(true)
    }),
    { numRuns: 8 },
  )
}, 60_000)
