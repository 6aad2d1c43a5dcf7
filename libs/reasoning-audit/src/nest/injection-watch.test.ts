import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { InjectionRates } from './injection-rates.js'
import { InjectionWatch } from './injection-watch.js'

const hourMs = 3_600_000
const start = Date.UTC(2026, 10, 3, 10)
let now = start
const clock = { now: () => new Date(now) }
const ids = new IdSource(new SystemClock(), new SystemRandomness())

let fresh: FreshDatabase
let database: Database
let watch: InjectionWatch

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  const rates = new InjectionRates(database, clock, { injectionAlert: 0.05 })
  watch = new InjectionWatch(database, new Outbox(ids, clock), rates, clock)
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})
beforeEach(async () => {
  now = start
  await database.query('DELETE FROM source_hour')
})

const send = (source: string, verdicts: number, attempts: number) =>
  insertRows(database, 'source_hour', [
    { hour: new Date(now - hourMs), source, verdicts, attempts },
  ])
const told = (source: string) =>
  database.query<{ payload: unknown }>(
    `SELECT payload FROM outbox WHERE type = 'injection.above-threshold' AND subject = $1`,
    [source],
  )

test('a source that sends too many is told of once a day, by however many workers', async () => {
  await send('forum', 100, 10)
  await send('shop', 100, 1)
  const rounds = await Promise.all([watch.watchOnce(), watch.watchOnce(), watch.watchOnce()])
  expect(rounds.reduce((sum, each) => sum + each)).toBe(1)
  expect(await watch.watchOnce()).toBe(0)
  expect(await told('forum')).toEqual([
    { payload: { source: 'forum', attempts: 10, verdicts: 100, rate: 0.1, threshold: 0.05 } },
  ])
  expect(await told('shop')).toEqual([])
})

test('the next day it is told of again if it goes on, and not if it has become usual', async () => {
  await send('mail', 100, 10)
  expect(await watch.watchOnce()).toBe(1)
  now += 30 * hourMs
  await send('mail', 100, 30)
  expect(await watch.watchOnce()).toBe(1)
  now += 30 * hourMs
  await send('mail', 100, 30)
  expect(await watch.watchOnce()).toBe(0)
  expect(await told('mail')).toHaveLength(2)
})

test('when telling fails, it is told the next time', async () => {
  await send('late', 100, 10)
  const failing = { append: () => Promise.reject(new Error('no')) } as unknown as Outbox
  const rates = new InjectionRates(database, clock, { injectionAlert: 0.05 })
  const broken = new InjectionWatch(database, failing, rates, clock)
  await expect(broken.watchOnce()).rejects.toThrow('no')
  expect(await watch.watchOnce()).toBe(1)
})
