import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Database } from './database.js'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.js'
import { ask } from './embedded/fixtures/ask.js'
import { temporaryDirectory } from './embedded/fixtures/temporary-directory.js'
import { migrate } from './migrations/migrate.js'
import { withSessionLock } from './session-lock.js'

const dataDir = join(temporaryDirectory(), '.data')
let url: string
let database: Database

beforeAll(async () => {
  url = (await startEmbeddedPostgres({ dataDir, durable: false })).url
  await migrate({ url })
  database = new Database({ url, maxConnections: 4 })
})
afterAll(async () => {
  await database.close()
  await removeEmbeddedPostgres(dataDir)
  rmSync(join(dataDir, '..'), { recursive: true })
})

/** Work that goes on until it is let go. */
function begin(on: readonly [string, string?], waitUntil?: AbortSignal) {
  let letGo = (): void => undefined
  const goneOn = new Promise<void>((resolve) => (letGo = resolve))
  let began = (): void => undefined
  const begun = new Promise<'begun'>((resolve) => (began = () => resolve('begun')))
  const work = () => (began(), goneOn)
  const ended = withSessionLock(database, { on, work, ...(waitUntil && { waitUntil }) })
  return { ended, letGo, first: Promise.race([begun, ended.then(() => 'left' as const)]) }
}

test('one at a time has it; who does not wait leaves, and another thing of the kind is free', async () => {
  const mine = begin(['export', 'a'])
  expect(await mine.first).toBe('begun')
  expect(await begin(['export', 'a']).first).toBe('left')
  const other = begin(['export', 'b'])
  expect(await other.first).toBe('begun')
  mine.letGo()
  other.letGo()
  await Promise.all([mine.ended, other.ended])
  const next = begin(['export', 'a'])
  expect(await next.first).toBe('begun')
  next.letGo()
  await next.ended
})

test('who waits has it next, and leaves without it when told to', async () => {
  const mine = begin(['import'])
  await mine.first
  const leaving = new AbortController()
  const patient = begin(['import'], new AbortController().signal)
  const impatient = begin(['import'], leaving.signal)
  leaving.abort()
  expect(await impatient.first).toBe('left')
  mine.letGo()
  expect(await patient.first).toBe('begun')
  patient.letGo()
  await patient.ended
})

test('a holder whose session breaks holds it no more', async () => {
  const mine = begin(['import'])
  await mine.first
  await ask(
    url,
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`,
  )
  const next = begin(['import'], new AbortController().signal)
  expect(await next.first).toBe('begun')
  next.letGo()
  mine.letGo()
  await Promise.all([mine.ended, next.ended])
})
