import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PassedDeadlines, type PassedDeadline } from '@assize/classification/nest'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { ActionRecorder } from './action-recorder.js'
import { PrismaActionStore } from './prisma-action-store.js'
import { TimeoutActionStep } from './timeout-action-step.js'

const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)

let fresh: FreshDatabase
let database: Database
let deadlines: PassedDeadlines
let recorder: ActionRecorder

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  recorder = new ActionRecorder(new Outbox(ids, clock), ids, clock)
  deadlines = new PassedDeadlines(database, clock)
  new TimeoutActionStep(deadlines, recorder).onModuleInit()
})

afterAll(async () => {
  await database.close()
  await fresh.close()
})

async function aClassification(state: 'pending' | 'recorded'): Promise<PassedDeadline> {
  const [id, contentItemId] = [ids.next(), ids.next()]
  const about = { policy: 'spam', policyCommit: 'c' }
  await database.transaction((tx) =>
    insertRows(tx, 'classification', [
      {
        id,
        content_item_id: contentItemId,
        policy: about.policy,
        policy_commit: about.policyCommit,
        state,
        priority: 1,
        on_premises_only: false,
        mode: 'separate',
        source: 'live',
        submitted_by: 'somebody',
        accepted_at: clock.now(),
      },
    ]),
  )
  return { id, contentItemId, ...about, interimAction: 'hide' }
}

const asked = async ({ id }: PassedDeadline) =>
  (await new PrismaActionStore(database).findByVerdicts([id])).get(id) ?? []

test('what a caller was told past the deadline is on the record once, interim, with its cause', async () => {
  const late = await aClassification('pending')
  await Promise.all([deadlines.note([late]), deadlines.note([late])])
  await deadlines.note([late])
  expect(await asked(late)).toEqual([
    expect.objectContaining({
      kind: 'hide',
      interim: true,
      verdictId: null,
      cause: { kind: 'timeout', id: late.id },
    }),
  ])
})

test('a verdict that came first leaves nothing to ask in the meantime', async () => {
  const judged = await aClassification('recorded')
  await deadlines.note([judged])
  expect(await asked(judged)).toEqual([])
})

test('the action of the verdict counts, whichever was recorded last', async () => {
  const late = await aClassification('pending')
  const { id, contentItemId, policy, policyCommit } = late
  await database.transaction((tx) =>
    recorder.record(tx, [
      {
        kind: 'none',
        interim: false,
        contentItemId,
        verdictId: id,
        policy,
        policyCommit,
        cause: { kind: 'verdict', id },
      },
    ]),
  )
  await deadlines.note([late])
  expect((await asked(late)).map(({ cause }) => cause.kind)).toEqual(['verdict', 'timeout'])
})
