import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { VerdictFilter } from '@assize/verdict'
import { conditionsOf } from '@assize/verdict/nest'
import { FindingDays } from './finding-days.js'
import { InjectionRates } from './injection-rates.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())
const hour = 3_600_000
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

async function submit(by: string, count: number, attempts: number, hoursAgo: number, arm = 'live') {
  const at = new Date(clock.now().getTime() - hoursAgo * hour)
  const made = Array.from({ length: count }, (_, n) => ({ id: ids.next(), set: ids.next(), n }))
  await insertRows(
    database,
    'record_finding_set',
    made.map(({ id, set, n }) => ({
      ...{ id: set, verdict_id: id, detectors_version: '1', risk: 0, flagged: false, types: [] },
      ...{ findings: [], commitment: new Uint8Array(32), recorded_at: at },
      injection_attempt: n < attempts,
    })),
  )
  await insertRows(
    database,
    'verdict_listing',
    made.map(({ id, set }) => ({
      ...{ verdict_id: id, content_item_id: id, policy: 'spam', policy_commit: 'a'.repeat(40) },
      ...{ outcome: 'allowed', flagged: false, risk: 0, model: 'm', endpoint: 'e', arm },
      ...{ simulated: false, source: 'live', submitted_by: by, finding_set_id: set },
      decided_at: at,
    })),
  )
  await insertRows(database, 'finding_day_due', [{ day: at.toISOString().slice(0, 10) }], {
    onConflict: 'ignore',
  })
}

test('rates are of the last day by who submitted, beside the week before, and of live verdicts alone', async () => {
  await submit('forum', 20, 6, 1)
  await submit('forum', 50, 1, 48)
  await submit('forum', 30, 30, 24 * 9)
  await submit('forum', 10, 10, 1, 'repeat')
  await submit('shop', 40, 4, 2)
  const days = new FindingDays(database)
  while (await days.countOnce());
  const rates = await new InjectionRates(database, clock, { injectionAlert: 0.05 }).list()
  expect(rates).toEqual([
    {
      ...{ source: 'forum', verdicts: 20, attempts: 6, rate: 0.3, pastRate: 0.02 },
      ...{ threshold: 0.05, above: true },
    },
    // A tenth of what it sends, and still too few to tell.
    {
      ...{ source: 'shop', verdicts: 40, attempts: 4, rate: 0.1, pastRate: 0 },
      ...{ threshold: 0.05, above: false },
    },
  ])
})

test('lists show the verdicts behind a rate', async () => {
  const matching = async (filter: VerdictFilter) => {
    const { where, values } = conditionsOf(filter)
    const [row] = await database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM verdict_listing l WHERE ${where}`,
      values,
    )
    return row?.n
  }
  const since = new Date(clock.now().getTime() - 24 * hour)
  const of = { submittedBy: ['forum'], decidedAfter: since, arms: ['live' as const] }
  expect(await matching(of)).toBe(20)
  expect(await matching({ ...of, instructsJudge: true })).toBe(6)
  expect(await matching({ ...of, instructsJudge: false })).toBe(14)
})
