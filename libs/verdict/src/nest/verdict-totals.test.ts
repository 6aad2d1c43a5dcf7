import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { index, say } from '../fixtures/searched-verdicts.js'
import { totalLimits } from '../verdict-total.js'
import { wordSearchOver } from './search-over.js'
import { TotalStore } from './total-store.js'
import { VerdictTotals } from './verdict-totals.js'
import { wholeRecord } from './verdict-reader.js'

const owner = '0192f000-0000-7000-8000-000000000001'
const other = '0192f000-0000-7000-8000-000000000002'

describe('exact totals', () => {
  let fresh: FreshDatabase
  let database: Database
  let now: Date
  let totals: VerdictTotals
  let store: TotalStore
  const clock = { now: () => now }

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    for (let n = 0; n < 7; n++)
      await say(database, {
        content: n < 3 ? 'a parcel' : 'a letter',
        verdict: { outcome: n < 4 ? 'violates' : 'allowed' },
      })
    await index(database)
  })
  beforeEach(() => {
    now = new Date()
    store = new TotalStore(database, new IdSource(new SystemClock(), new SystemRandomness()), clock)
    totals = new VerdictTotals(database, store, wordSearchOver(database), clock)
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('count what the filter selects, and say the instant that is true for', async () => {
    const before = Date.now()
    const { id } = await totals.ask({ outcomes: ['violates'] }, wholeRecord, owner)
    await totals.settled()
    const total = await totals.lookAt(id, owner)
    expect(total).toMatchObject({ state: 'done', counted: 4n })
    expect(total.partsDone).toBe(total.parts)
    expect(Math.abs((total.at?.getTime() ?? 0) - before)).toBeLessThan(60_000)
  })

  test('count words as lists find them, and no more than may be read', async () => {
    const { id } = await totals.ask({ text: 'parcel' }, wholeRecord, owner)
    const blind = await totals.ask({ text: 'parcel' }, { ...wholeRecord, content: 'none' }, owner)
    await totals.settled()
    expect((await totals.lookAt(id, owner)).counted).toBe(3n)
    expect((await totals.lookAt(blind.id, owner)).counted).toBe(0n)
  })

  test('are nobody else’s to look at', async () => {
    const { id } = await totals.ask({}, wholeRecord, owner)
    await totals.settled()
    await expect(totals.lookAt(id, other)).rejects.toThrow('a count of your own')
    await expect(totals.leave(id, other)).rejects.toThrow('a count of your own')
    await expect(totals.lookAt('no id', owner)).rejects.toThrow('a count of your own')
  })

  test('are given up when left, or when nobody looks', async () => {
    const left = await store.begin(owner)
    expect((await totals.leave(left.id, owner)).state).toBe('left')
    expect(await store.move(left.id, { partsDone: 1 })).toBe(false)
    const asked = totals.ask({}, wholeRecord, owner)
    now = new Date(now.getTime() + totalLimits.lookedAtMs + 1000)
    const { id } = await asked
    await database.query('UPDATE verdict_total SET asked_at = $2 WHERE id = $1', [
      id,
      new Date(now.getTime() - totalLimits.lookedAtMs - 1),
    ])
    await totals.settled()
    expect(['left', 'done']).toContain((await store.find(id))?.state)
  })

  test('one whose process died says so instead of waiting for ever', async () => {
    const { id } = await store.begin(owner)
    await store.move(id, { partsDone: 1 })
    now = new Date(now.getTime() + totalLimits.movedMs + 1)
    expect((await totals.lookAt(id, owner)).state).toBe('failed')
  })
})
