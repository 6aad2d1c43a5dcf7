import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { SystemClock } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { SubmissionSweeper } from './submission-sweeper.js'

let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
})

afterAll(async () => {
  await database.close()
  await fresh.close()
})

test('a key is kept for thirty days and no longer', async () => {
  const clock = new SystemClock()
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * 86_400_000)
  const row = (key: string, days: number) => ({
    caller: 'shop',
    idempotency_key: key,
    body_sha256: '',
    classification_ids: [],
    created_at: daysAgo(days),
  })
  await database.transaction((tx) =>
    insertRows(tx, 'submission', [row('new', 0), row('recent', 29), row('old', 31)]),
  )
  const sweeper = new SubmissionSweeper(database, clock)
  expect(await sweeper.sweep()).toBe(1)
  expect(await sweeper.sweep()).toBe(0)
  const left = await database.query('SELECT idempotency_key AS key FROM submission ORDER BY key')
  expect(left).toEqual([{ key: 'new' }, { key: 'recent' }])
})
