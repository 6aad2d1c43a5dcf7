import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { AuditedRecording } from '@assize/verdict'
import { VerdictRecorder } from '@assize/verdict/nest'
import { ActionRecorder } from './action-recorder.js'
import { VerdictActionStep } from './verdict-action-step.js'

const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)

/** As much of a recording as the step reads. */
function recorded(
  over: { flagged?: boolean; consequences?: boolean; arm?: string; outcome?: string } = {},
): AuditedRecording {
  const { flagged = false, consequences = true, arm = 'live', outcome = 'violates' } = over
  const id = ids.next()
  return {
    verdict: { id, contentItemId: id, policy: 'spam', policyCommit: 'c', arm, outcome },
    policy: { actions: { violates: 'limit', undetermined: 'hide' } },
    audit: { flagged },
    consequences,
  } as unknown as AuditedRecording
}

let fresh: FreshDatabase
let database: Database
let step: VerdictActionStep

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  const outbox = new Outbox(ids, clock)
  const recorder = new VerdictRecorder(database, outbox, randomness)
  step = new VerdictActionStep(recorder, new ActionRecorder(outbox, ids, clock))
})

afterAll(async () => {
  await database.close()
  await fresh.close()
})

test('verdicts ask for actions, quiet imports and shadow verdicts for none', async () => {
  const batch = [
    recorded(),
    recorded({ flagged: true }),
    recorded({ outcome: 'undetermined' }),
    recorded({ consequences: false }),
    recorded({ arm: 'shadow' }),
  ]
  await database.transaction((tx) => step.apply(tx, batch))
  await database.transaction((tx) => step.apply(tx, batch))
  const rows = await database.query<{ id: string; kind: string; interim: boolean }>(
    'SELECT cause_id AS id, kind, interim FROM record_action WHERE verdict_id = ANY($1)',
    [batch.map(({ verdict }) => verdict.id)],
  )
  const asked = new Map(rows.map(({ id, ...action }) => [id, action]))
  expect(batch.map(({ verdict }) => asked.get(verdict.id))).toEqual([
    { kind: 'limit', interim: false },
    { kind: 'hide', interim: true },
    { kind: 'hide', interim: true },
    undefined,
    undefined,
  ])
})
