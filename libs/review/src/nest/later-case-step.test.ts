import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { FindingsCall, LaterDoubt } from '@assize/verdict'
import { LaterDoubts } from '@assize/verdict/nest'
import { CaseRecorder } from './case-recorder.js'
import { LaterCaseStep } from './later-case-step.js'
import { PostgresCaseStore } from './postgres-case-store.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())

let fresh: FreshDatabase
let database: Database
let recorder: CaseRecorder
let doubts: LaterDoubts

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  recorder = new CaseRecorder(new Outbox(ids, clock), ids, clock)
  doubts = new LaterDoubts()
  new LaterCaseStep(doubts, recorder, new PostgresCaseStore(database)).onModuleInit()
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

const opens = { opensCase: true, escalates: false, blockedBy: [], repeats: false }
const escalates = { ...opens, escalates: true }

/** A verdict in the lists, and what is found of it later. */
async function doubted(call: FindingsCall = opens): Promise<LaterDoubt> {
  const about = { policy: 'spam', outcome: 'allowed', arm: 'live', simulated: false }
  const [id, contentItemId, at] = [ids.next(), ids.next(), clock.now()]
  await insertRows(database, 'verdict_listing', [
    {
      ...{ verdict_id: id, content_item_id: contentItemId, policy_commit: 'c', rules: [] },
      ...{ ...about, flagged: true, finding_types: [], risk: 0.5, model: 'm', endpoint: 'e' },
      ...{ source: 'live', submitted_by: 'caller', decided_at: at },
    },
  ])
  return {
    verdict: { ...about, id, contentItemId, policyCommit: 'c', severity: 'high', source: 'live' },
    audit: { findingSetId: ids.next(), risk: 0.9, flagged: true, call },
    ...{ added: call, foundAt: at },
  } as unknown as LaterDoubt
}

const find = (...each: LaterDoubt[]) => database.transaction((tx) => doubts.apply(tx, each))
const caseOf = async ({ verdict: { id } }: LaterDoubt) =>
  (await new PostgresCaseStore(database).findByVerdicts([id])).get(id)
const happened = (id: string | undefined) =>
  database.query<{ kind: string; by_kind: string }>(
    'SELECT kind, by_kind FROM record_case_event WHERE case_id = $1 ORDER BY id',
    [id],
  )

test('a later finding opens a case, once, due as of when it was found', async () => {
  const doubt = await doubted()
  await find(doubt)
  await Promise.all([find(doubt), find(doubt)])
  const opened = await caseOf(doubt)
  expect(opened).toMatchObject({
    ...{ state: 'waiting', reason: 'flagged', queue: 'spam' },
    dueAt: new Date(doubt.foundAt.getTime() + 4 * 3_600_000),
  })
  expect(await happened(opened?.id)).toEqual([{ kind: 'opened', by_kind: 'system' }])
  const [listed] = await database.query(
    'SELECT case_id, case_state FROM verdict_listing WHERE verdict_id = $1',
    [doubt.verdict.id],
  )
  expect(listed).toEqual({ case_id: opened?.id, case_state: 'waiting' })
})

test('one that escalates lifts the case that is open already, once', async () => {
  const doubt = await doubted()
  await find(doubt)
  await find({ ...doubt, added: escalates })
  await find({ ...doubt, added: escalates })
  const opened = await caseOf(doubt)
  expect(opened).toMatchObject({ state: 'escalated', escalated: true })
  expect((await happened(opened?.id)).map(({ kind }) => kind)).toEqual(['opened', 'escalated'])
})

test('a person who holds the case keeps it; one that is decided stays so', async () => {
  const [held, decided] = [await doubted(), await doubted()]
  await find(held, decided)
  const [first, second] = [await caseOf(held), await caseOf(decided)]
  if (!first || !second) throw new Error('expected two cases')
  const lease = { holder: ids.next(), tokenHash: 'a'.repeat(64), expiresAt: clock.now() }
  const by = { kind: 'person', id: lease.holder } as const
  await database.transaction((tx) =>
    recorder.change(tx, [
      { case: { ...first, state: 'leased', lease }, kind: 'leased', by },
      { case: { ...second, state: 'decided', decidedAt: clock.now() }, kind: 'decided', by },
    ]),
  )
  await find({ ...held, added: escalates }, { ...decided, added: escalates })
  expect(await caseOf(held)).toMatchObject({ state: 'leased', escalated: true, lease })
  expect(await caseOf(decided)).toMatchObject({ state: 'decided', escalated: false })
})

test('what leads to nothing but more judgements opens none', async () => {
  const doubt = await doubted({ ...opens, opensCase: false, repeats: true })
  await find(doubt)
  expect(await caseOf(doubt)).toBeUndefined()
})
