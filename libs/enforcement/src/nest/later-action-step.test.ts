import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { LaterDoubt } from '@assize/verdict'
import { LaterDoubts } from '@assize/verdict/nest'
import type { AskedAction, NewAction } from '../action.js'
import { ActionRecorder } from './action-recorder.js'
import { LaterActionStep } from './later-action-step.js'
import { PrismaActionStore } from './prisma-action-store.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())

let fresh: FreshDatabase
let database: Database
let recorder: ActionRecorder
let doubts: LaterDoubts

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  recorder = new ActionRecorder(new Outbox(ids, clock), ids, clock)
  doubts = new LaterDoubts()
  new LaterActionStep(doubts, recorder).onModuleInit()
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

const calls = {
  case: { opensCase: true, escalates: false, blockedBy: [], repeats: false },
  block: { opensCase: true, escalates: false, blockedBy: ['self-inconsistent'], repeats: false },
  repeat: { opensCase: false, escalates: false, blockedBy: [], repeats: true },
}

/** A verdict whose action stands on the record, and what is found of it later. */
async function doubted(
  call: keyof typeof calls,
  asked: AskedAction = { kind: 'limit', interim: false },
): Promise<LaterDoubt> {
  const id = ids.next()
  const about = { contentItemId: ids.next(), policy: 'spam', policyCommit: 'c' }
  await ask({ ...asked, ...about, verdictId: id, cause: { kind: 'verdict', id } })
  return {
    verdict: { ...about, id, outcome: 'violates', severity: null, arm: 'live', source: 'live' },
    actions: { violates: 'limit', undetermined: 'hide' },
    audit: { findingSetId: ids.next(), risk: 0.9, flagged: true, call: calls[call] },
    ...{ added: calls[call], foundAt: clock.now() },
  } as unknown as LaterDoubt
}

const ask = (action: NewAction) => database.transaction((tx) => recorder.record(tx, [action]))
const find = (...each: LaterDoubt[]) => database.transaction((tx) => doubts.apply(tx, each))
const askedFor = async ({ verdict: { id } }: LaterDoubt) =>
  (await new PrismaActionStore(database).findByVerdicts([id]))
    .get(id)
    ?.map(({ kind, interim, withheldBecause, cause }) => {
      const because = withheldBecause?.length ? { withheldBecause } : {}
      return { kind, interim, by: cause.kind, ...because }
    })

const first = { kind: 'limit', interim: false, by: 'verdict' }

test('what a later finding puts in doubt asks for the conservative action, once', async () => {
  const doubt = await doubted('case')
  await find(doubt)
  await find(doubt)
  await find({ ...doubt, audit: { ...doubt.audit, findingSetId: ids.next() } })
  expect(await askedFor(doubt)).toEqual([{ kind: 'hide', interim: true, by: 'finding' }, first])
})

test('the lists of verdicts follow, and the platform is told', async () => {
  const doubt = await doubted('case')
  await find(doubt)
  const [told] = await database.query(
    `SELECT payload ->> 'kind' AS kind FROM outbox WHERE type = 'action.requested'
       AND payload ->> 'verdictId' = $1 ORDER BY id DESC LIMIT 1`,
    [doubt.verdict.id],
  )
  expect(told).toEqual({ kind: 'hide' })
})

test('what it blocks is kept back until a person has looked, with the reason', async () => {
  const doubt = await doubted('block')
  await find(doubt)
  const withheldBecause = ['self-inconsistent']
  expect(await askedFor(doubt)).toEqual([
    { kind: 'none', interim: true, by: 'finding', withheldBecause },
    first,
  ])
})

test('nothing is asked where the finding changes nothing, or a person has decided', async () => {
  const same = await doubted('case', { kind: 'hide', interim: true })
  const counted = await doubted('repeat')
  const decided = await doubted('block')
  const { id, contentItemId, policy, policyCommit } = decided.verdict
  const cause = { kind: 'decision', id: ids.next() } as const
  const about = { contentItemId, policy, policyCommit, verdictId: id }
  await ask({ ...about, kind: 'none', interim: false, cause })
  await find(same, counted, decided)
  expect(await askedFor(same)).toHaveLength(1)
  expect(await askedFor(counted)).toEqual([first])
  expect((await askedFor(decided))?.map(({ by }) => by)).toEqual(['decision', 'verdict'])
})

test('when the finding is not recorded, no action stays', async () => {
  const doubt = await doubted('case')
  const failing = database.transaction(async (tx) => {
    await doubts.apply(tx, [doubt])
    throw new Error('a later step failed')
  })
  await expect(failing).rejects.toThrow('a later step failed')
  expect(await askedFor(doubt)).toEqual([first])
})
