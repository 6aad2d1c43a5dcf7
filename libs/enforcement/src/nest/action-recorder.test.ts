import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { NewAction } from '../action.js'
import { ActionRecorder } from './action-recorder.js'
import { PrismaActionStore } from './prisma-action-store.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())

const anAction = (over: Partial<NewAction> = {}): NewAction => ({
  contentItemId: ids.next(),
  verdictId: ids.next(),
  policy: 'spam',
  policyCommit: 'a'.repeat(40),
  kind: 'hide',
  interim: true,
  cause: { kind: 'verdict', id: ids.next() },
  ...over,
})

describe('actions on the record', () => {
  let fresh: FreshDatabase
  let database: Database
  const recorder = new ActionRecorder(new Outbox(ids, clock), ids, clock)
  const record = (...actions: NewAction[]) =>
    database.transaction((tx) => recorder.record(tx, actions))

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
  })

  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('an action comes back as it was asked, by its id and by its verdict, newest first', async () => {
    const first = anAction()
    const [hidden] = await record(first)
    await new Promise((resolve) => setTimeout(resolve, 5))
    const [shown] = await record({
      ...first,
      kind: 'none',
      interim: false,
      cause: { kind: 'decision', id: ids.next() },
    })
    const store = new PrismaActionStore(database)
    expect((await store.findActions([hidden?.id ?? ''])).get(hidden?.id ?? '')).toEqual(hidden)
    const verdictId = first.verdictId ?? ''
    expect((await store.findByVerdicts([verdictId])).get(verdictId)).toEqual([shown, hidden])
  })

  test('one cause asks once, also at the same instant, and tells of it once', async () => {
    const action = anAction()
    const answers = await Promise.all([record(action), record(action), record(action)])
    expect(answers.flat()).toHaveLength(1)
    const told = await database.query(
      "SELECT FROM outbox WHERE type = 'action.requested' AND payload ->> 'causeId' = $1",
      [action.cause.id],
    )
    expect(told).toHaveLength(1)
  })

  test('what is on the record stays as it is', async () => {
    const [recorded] = await record(anAction())
    const tamper = database.query("UPDATE record_action SET kind = 'none' WHERE id = $1", [
      recorded?.id,
    ])
    await expect(tamper).rejects.toThrow()
  })
})
