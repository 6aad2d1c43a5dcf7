import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Database } from './database.js'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.js'
import { ask } from './embedded/fixtures/ask.js'
import { temporaryDirectory } from './embedded/fixtures/temporary-directory.js'
import { migrate } from './migrations/migrate.js'
import { insertNew, insertRows } from './sql.js'

const dataDir = join(temporaryDirectory(), '.data')
let url: string
let database: Database

beforeAll(async () => {
  url = (await startEmbeddedPostgres({ dataDir, durable: false })).url
  await migrate({ url })
  await ask(url, 'create table mark (id int primary key, bytes bytea, big bigint, at timestamptz)')
  await ask(url, 'grant select, insert on mark to assize_app')
  database = new Database({ url, maxConnections: 2 })
})
afterAll(async () => {
  await database.close()
  await removeEmbeddedPostgres(dataDir)
  rmSync(join(dataDir, '..'), { recursive: true })
})

describe('statements', () => {
  const user = 'SELECT current_user AS name'

  test('run as the application, who owns nothing', async () => {
    expect(await database.query(user)).toEqual([{ name: 'assize_app' }])
    await expect(database.query('DROP TABLE mark')).rejects.toThrow('must be owner')
  })

  test('run as the application also where the URL asks for options of its own', async () => {
    const asked = new URL(url)
    asked.searchParams.set('options', '-c role=assize -c statement_timeout=4321')
    const other = new Database({ url: asked.href, maxConnections: 1 })
    try {
      expect(await other.query(user)).toEqual([{ name: 'assize_app' }])
      expect(await other.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '4321ms' }])
    } finally {
      await other.close()
    }
  })
})

describe('a transaction', () => {
  test('that throws leaves nothing', async () => {
    const broken = database.transaction(async (tx) => {
      await insertRows(tx, 'mark', [{ id: 1 }])
      throw new Error('later step failed')
    })
    await expect(broken).rejects.toThrow('later step failed')
    expect(await database.query('SELECT id FROM mark')).toEqual([])
  })

  test('whose connection is cut fails, and the process and the next transaction go on', async () => {
    const cut = database.transaction(async (tx) => {
      const [own] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await ask(url, `select pg_terminate_backend(${own?.pid})`)
      // Between two statements, where nobody waits for an answer that could carry the error.
      await new Promise((resolve) => setTimeout(resolve, 100))
      await tx.query('SELECT 1')
    })
    await expect(cut).rejects.toThrow()
    expect(await database.transaction((tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }])
  })
})

test('an idle connection that is cut tells who listens why, and shows nothing of itself', async () => {
  const heard: object[] = []
  const listener = (error: Error): void => void heard.push(error)
  database.pool.on('error', listener)
  const [own] = await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  await ask(url, `select pg_terminate_backend(${own?.pid})`)
  await new Promise((resolve) => setTimeout(resolve, 200))
  database.pool.off('error', listener)
  expect(heard[0]).toMatchObject({ code: '57P01' })
  expect(heard.some((error) => 'client' in error)).toBe(false)
})

describe('rows', () => {
  test('arrive with their bytes, big integers and instants', async () => {
    const at = new Date('2026-05-03T10:00:00.123Z')
    const row = { id: 2, bytes: Uint8Array.from([0, 255, 10]), big: 2n ** 60n, at }
    expect(await insertRows(database, 'mark', [row])).toBe(1)
    expect(await database.query('SELECT * FROM mark WHERE id = 2')).toEqual([
      { id: 2, bytes: Buffer.from([0, 255, 10]), big: String(2n ** 60n), at },
    ])
  })

  test('that are there already are refused, or left as they are and not counted', async () => {
    await insertRows(database, 'mark', [{ id: 3, big: 1n }])
    const again = [
      { id: 3, big: 2n },
      { id: 4, big: 2n },
    ]
    await expect(insertRows(database, 'mark', again)).rejects.toMatchObject({ code: '23505' })
    expect(await insertNew(database, 'mark', again, 'id')).toEqual(new Set([4]))
    expect(await insertRows(database, 'mark', again, { onConflict: 'ignore' })).toBe(0)
    expect(await database.query('SELECT big FROM mark WHERE id = 3')).toEqual([{ big: '1' }])
  })

  test('none is no statement', async () => {
    expect(await insertRows(database, 'no_such_table', [])).toBe(0)
    expect(await insertNew(database, 'no_such_table', [], 'id')).toEqual(new Set())
  })
})

describe('many rows', () => {
  const hostile = 'a\\b\t"c"\n\r{d},\\N \u2028'
  const rows = Array.from({ length: 100 }, (_, n) => ({
    ...{ id: 1000 + n, words: [hostile, '', 'NULL', String(n)], body: { text: hostile, n } },
    ...{ list: [hostile], bytes: Uint8Array.of(0, 92, n), big: 2n ** 60n, at: new Date(n) },
    ...{ name: n % 2 ? null : hostile, flag: n % 3 === 0 },
  }))
  const kept = () => database.query('SELECT * FROM many ORDER BY id')

  beforeAll(async () => {
    await ask(
      url,
      `create table many (id int primary key, words text[], body jsonb, list jsonb, bytes bytea, big bigint,
         at timestamptz, name text, flag boolean)`,
    )
    await ask(url, 'grant select, insert on many to assize_app')
  })
  beforeEach(() => ask(url, 'truncate many'))

  test('are the same by COPY, in a transaction, and by one statement outside of one', async () => {
    expect(await insertRows(database, 'many', rows)).toBe(100)
    const byStatement = await kept()
    await ask(url, 'truncate many')
    expect(await database.transaction((tx) => insertRows(tx, 'many', rows))).toBe(100)
    expect(await kept()).toEqual(byStatement)
    expect(byStatement[0]).toMatchObject({ name: hostile, words: [hostile, '', 'NULL', '0'] })
  })

  test('of which some are there already leave these as they are and tell which are new', async () => {
    await insertRows(database, 'many', [{ id: 1007, name: 'first' }])
    const fresh = await database.transaction((tx) => insertNew(tx, 'many', rows, 'id'))
    expect(fresh.size).toBe(99)
    expect([...fresh].map(Number)).not.toContain(1007)
    expect((await kept())[7]).toMatchObject({ name: 'first' })
    const none = await database.transaction((tx) => insertNew(tx, 'many', rows, 'id'))
    expect(none.size).toBe(0)
  })

  test('that the database refuses fail the transaction with its reason', async () => {
    const wrong = [...rows, { ...rows[0]!, id: 'no number' }]
    await expect(database.transaction((tx) => insertRows(tx, 'many', wrong))).rejects.toMatchObject(
      { code: '22P02' },
    )
    expect(await kept()).toEqual([])
    expect(await database.transaction((tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }])
  })
})
