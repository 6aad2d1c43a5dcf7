import { afterAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { freshDatabase, type FreshDatabase } from './index.js'

const open: FreshDatabase[] = []
afterAll(() => Promise.all(open.map((database) => database.close())))

async function fresh(): Promise<FreshDatabase> {
  const database = await freshDatabase()
  open.push(database)
  return database
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ answer: unknown }>(text)).rows.map((row) => row.answer)
  } finally {
    await client.end()
  }
}

test('a fresh database is migrated', async () => {
  const { url } = await fresh()
  expect(await ask(url, 'select migration_name as answer from _prisma_migrations')).toContain(
    '0001_record',
  )
})

test('suites do not see each other, also when they begin at once', async () => {
  const [one, other] = await Promise.all([fresh(), fresh()])
  await ask(one.url, 'create table mark (id int)')
  const found = "select to_regclass('mark')::text as answer"
  expect(await ask(one.url, found)).toEqual(['mark'])
  expect(await ask(other.url, found)).toEqual([null])
})

test('letters outside ASCII fold and sort alike on every system', async () => {
  const { url } = await fresh()
  expect(await ask(url, "select lower('Ä') as answer")).toEqual(['ä'])
  expect(
    await ask(url, "select x as answer from unnest(array['b', 'B', 'a', 'ä']) x order by x"),
  ).toEqual(['B', 'a', 'b', 'ä'])
})

test('a closed database is gone', async () => {
  const database = await freshDatabase()
  await database.close()
  await expect(ask(database.url, 'select 1 as answer')).rejects.toThrow('does not exist')
})
