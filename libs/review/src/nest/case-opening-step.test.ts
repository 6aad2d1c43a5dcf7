import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { AuditedRecording } from '@assize/verdict'
import { VerdictRecorder } from '@assize/verdict/nest'
import { CaseOpeningStep } from './case-opening-step.js'
import { CaseRecorder } from './case-recorder.js'
import { PostgresCaseStore } from './postgres-case-store.js'

const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)
const outbox = new Outbox(ids, clock)

let fresh: FreshDatabase
let database: Database
let step: CaseOpeningStep
beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  const recorder = new VerdictRecorder(database, outbox, randomness)
  step = new CaseOpeningStep(recorder, new CaseRecorder(outbox, ids, clock))
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

/** As much of a recording as the step reads, and the row of the lists that it marks. */
async function recorded(over: { flagged?: boolean; consequences?: boolean } = {}) {
  const { flagged = true, consequences = true } = over
  const [id, contentItemId] = [ids.next(), ids.next()]
  const about = { policy: 'spam', outcome: 'violates', arm: 'live', simulated: true }
  await insertRows(database, 'verdict_listing', [
    {
      ...{ verdict_id: id, content_item_id: contentItemId, policy_commit: 'c', rules: [] },
      ...{ ...about, flagged, finding_types: [], risk: 0.5, model: 'm', endpoint: 'e' },
      ...{ source: 'live', submitted_by: 'caller', decided_at: clock.now() },
    },
  ])
  return {
    verdict: {
      ...{ id, contentItemId, ...about, policyCommit: 'c', severity: null, source: 'live' },
      recordedAt: clock.now(),
    },
    audit: { flagged, risk: 0.5 },
    consequences,
  } as unknown as AuditedRecording
}

const listed = async (id: string) => {
  const [row] = await database.query<{ case_id: string | null; case_state: string | null }>(
    'SELECT case_id, case_state FROM verdict_listing WHERE verdict_id = $1',
    [id],
  )
  return row
}

test('a doubtful verdict has one case, however often it is delivered, and lists say so', async () => {
  const doubtful = await recorded()
  const [sound, quiet] = [
    await recorded({ flagged: false }),
    await recorded({ consequences: false }),
  ]
  const apply = () => database.transaction((tx) => step.apply(tx, [doubtful, sound, quiet]))
  await apply()
  const { id } = doubtful.verdict
  const opened = (await new PostgresCaseStore(database).findByVerdicts([id])).get(id)
  expect(opened).toMatchObject({
    state: 'waiting',
    reason: 'flagged',
    queue: 'spam',
    simulated: true,
  })
  expect(await listed(id)).toEqual({ case_id: opened?.id, case_state: 'waiting' })

  await apply()
  expect(await listed(id)).toEqual({ case_id: opened?.id, case_state: 'waiting' })
  const events = await database.query('SELECT FROM record_case_event WHERE case_id = $1', [
    opened?.id,
  ])
  expect(events).toHaveLength(1)
  for (const { verdict } of [sound, quiet])
    expect(await listed(verdict.id)).toEqual({ case_id: null, case_state: null })
})

test('when the recording fails, no case stays', async () => {
  const doubtful = await recorded()
  const failing = database.transaction(async (tx) => {
    await step.apply(tx, [doubtful])
    throw new Error('a later step failed')
  })
  await expect(failing).rejects.toThrow('a later step failed')
  const { id } = doubtful.verdict
  expect((await new PostgresCaseStore(database).findByVerdicts([id])).size).toBe(0)
})
