import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { LaterDoubt } from '@assize/verdict'
import { LaterDoubts, VerdictRecorder } from '@assize/verdict/nest'
import { LaterRepeatStep } from './later-repeat-step.js'
import { RepeatStep, repeatsAsked } from './repeat-step.js'

const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)

let fresh: FreshDatabase
let database: Database
let doubts: LaterDoubts

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  const outbox = new Outbox(ids, clock)
  const recorder = new VerdictRecorder(database, outbox, randomness)
  doubts = new LaterDoubts()
  const repeats = new RepeatStep(recorder, outbox, ids, clock)
  new LaterRepeatStep(doubts, repeats).onModuleInit()
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

/** A classification that was judged, and what is found of its verdict later. */
async function doubted(
  over: { arm?: string; source?: string; repeats?: boolean } = {},
): Promise<LaterDoubt> {
  const { arm = 'live', source = 'live', repeats = true } = over
  const id = ids.next()
  await insertRows(database, 'classification', [
    {
      ...{ id, content_item_id: ids.next(), policy: 'spam', policy_commit: 'c', effort: 'high' },
      ...{ state: 'recorded', priority: 5, on_premises_only: true, mode: 'async', source: 'live' },
      ...{ submitted_by: 'caller', accepted_at: clock.now() },
    },
  ])
  return { verdict: { id, arm, source }, added: { repeats } } as unknown as LaterDoubt
}

const find = (...each: LaterDoubt[]) => database.transaction((tx) => doubts.apply(tx, each))
const repeatsOf = ({ verdict }: LaterDoubt) =>
  database.query<{ id: string }>(
    `SELECT id, policy_commit, effort, on_premises_only, mode, state FROM classification WHERE repeat_of = $1`,
    [verdict.id],
  )

test('an item is judged again where a later finding calls for it, once for each verdict', async () => {
  const doubt = await doubted()
  await find(doubt)
  await find(doubt)
  const repeats = await repeatsOf(doubt)
  const as = { policy_commit: 'c', effort: 'high', on_premises_only: true }
  expect(repeats).toHaveLength(repeatsAsked)
  expect(repeats[0]).toMatchObject({ ...as, mode: 'repeat', state: 'pending' })
  const told = await database.query<{ ids: string[] }>(
    `SELECT payload -> 'ids' AS ids FROM outbox WHERE type = 'classification.accepted'`,
  )
  expect(told.flatMap((each) => each.ids).sort()).toEqual(repeats.map(({ id }) => id).sort())
})

test('imports, repeats and what no rule has repeated are judged no more', async () => {
  const others = [
    await doubted({ source: 'import' }),
    await doubted({ arm: 'repeat' }),
    await doubted({ repeats: false }),
  ]
  await find(...others)
  for (const each of others) expect(await repeatsOf(each)).toEqual([])
})
