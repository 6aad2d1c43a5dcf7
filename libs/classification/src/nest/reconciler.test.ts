import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { Logger } from '@nestjs/common'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { isWhole } from '../reconciliation.js'
import { pauseAfter, Reconciler } from './reconciler.js'

Logger.overrideLogger(false)
const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())

describe('the reconciler', () => {
  let fresh: FreshDatabase
  let database: Database
  let reconciler: Reconciler
  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    reconciler = new Reconciler(database, new Outbox(ids, clock), clock)
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  const accept = (state: 'pending' | 'recorded', mode = 'separate') =>
    insertRows(database, 'classification', [
      {
        ...{ id: ids.next(), content_item_id: ids.next(), policy: 'spam', policy_commit: 'c' },
        ...{ state, effort: null, priority: 5, on_premises_only: false, mode },
        ...{ source: 'live', submitted_by: 'caller', external_id: null, accepted_at: new Date() },
      },
    ])
  const told = async () =>
    (await database.query(`SELECT FROM outbox WHERE type = 'reconciliation.changed'`)).length

  test('tells of a change once, and of none never', async () => {
    await reconciler.reconcile('day')
    const before = await told()
    await reconciler.reconcile('day')
    expect(await told()).toBe(before)
    await accept('pending')
    expect(await reconciler.reconcile('day')).toMatchObject({ accepted: 1n, pending: 1n })
    expect(await told()).toBe(before + 1)
    await reconciler.reconcile('day')
    expect(await told()).toBe(before + 1)
  })

  test('counts apart what is judged beside', async () => {
    const before = await reconciler.reconcile('day')
    await accept('pending', 'shadow')
    const after = await reconciler.reconcile('day')
    expect(after).toMatchObject({
      ...{ accepted: before.accepted, pending: before.pending },
      shadow: { accepted: 1n, recorded: 0n, pending: 1n },
    })
    expect(isWhole(after)).toBe(isWhole(before))
    await accept('recorded', 'shadow')
    expect(isWhole(await reconciler.reconcile('day'))).toBe(false)
    await database.query(`DELETE FROM classification WHERE mode = 'shadow'`)
  })

  test('workers that reconcile at once tell of a change once', async () => {
    await reconciler.reconcile('all')
    const before = await told()
    await accept('pending')
    await Promise.all(Array.from({ length: 6 }, () => reconciler.reconcile('all')))
    expect(await told()).toBe(before + 1)
  })

  test('says so when something that was accepted is neither recorded nor pending', async () => {
    await accept('recorded')
    const reconciliation = await reconciler.reconcile('all')
    expect(isWhole(reconciliation)).toBe(false)
  })
})

test('what takes long to count is counted seldom, and never less than once a minute', () => {
  expect([3, 1_000, 60_000].map(pauseAfter)).toEqual([5_000, 19_000, 60_000])
})
