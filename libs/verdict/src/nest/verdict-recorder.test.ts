import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, parsePage } from '@assize/platform'
import { freshDatabase, recordErasure, type FreshDatabase } from '@assize/testing'
import { aRecording } from '../verdict-recording.builder.js'
import type { VerdictOrder } from '../verdict-store.js'
import { PrismaVerdictStore } from './prisma-verdict-store.js'
import { VerdictAuditor, type RecordingStep } from './recording-step.js'
import { cursorKeys } from './listing-order.js'
import { searchOver } from './search-over.js'
import { VerdictRecorder } from './verdict-recorder.js'
import { encodeCursor } from '@assize/platform'

const ids = new IdSource(new SystemClock(), new SystemRandomness())

class FixedAuditor extends VerdictAuditor {
  audit(_tx: unknown, recordings: readonly unknown[]) {
    return Promise.resolve(
      recordings.map((_, i) => ({
        findingSetId: ids.next(),
        findingTypes: ['unknown-rule'],
        risk: i / 100,
        flagged: true,
      })),
    )
  }
}

describe('the recorder', () => {
  let fresh: FreshDatabase
  let database: Database
  let recorder: VerdictRecorder

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    recorder = new VerdictRecorder(
      database,
      new Outbox(ids, new SystemClock()),
      new SystemRandomness(),
    )
    recorder.auditWith(new FixedAuditor())
  })

  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('a verdict comes back with all it relied on', async () => {
    const recording = aRecording(ids.next())
    await recorder.record([recording])
    const store = new PrismaVerdictStore(database)
    const { id } = recording.verdict
    expect((await store.findVerdicts([id])).get(id)).toEqual(recording.verdict)
    expect((await store.findWords([id])).get(id)).toEqual(recording.words)
    expect((await store.findAttempts([id])).get(id)).toEqual(recording.attempts)
  })

  test('what the platform calls the content is told until the content is erased', async () => {
    const recordings = ['post-1', 'post-2'].map((externalId) =>
      aRecording(ids.next(), { externalId, contentItemId: ids.next() }),
    )
    await recorder.record(recordings)
    await recordErasure(fresh.url, [recordings[1]?.verdict.contentItemId ?? ''])
    const told = await new PrismaVerdictStore(database).findVerdicts(
      recordings.map(({ verdict }) => verdict.id),
    )
    expect(recordings.map(({ verdict }) => told.get(verdict.id)?.externalId)).toEqual([
      'post-1',
      null,
    ])
  })

  test('delivered twice, and twice at once, it is recorded once', async () => {
    const recording = aRecording(ids.next())
    const rounds = await Promise.all([recorder.record([recording]), recorder.record([recording])])
    expect(rounds.flatMap((fresh) => [...fresh])).toEqual([recording.verdict.id])
    expect(await recorder.record([recording])).toEqual(new Set())
  })

  test('when a step fails, nothing of the verdict stays', async () => {
    const failing = new VerdictRecorder(
      database,
      new Outbox(ids, new SystemClock()),
      new SystemRandomness(),
    )
    failing.auditWith(new FixedAuditor())
    const step: RecordingStep = { apply: () => Promise.reject(new Error('the step failed')) }
    failing.addStep(1, step)
    const recording = aRecording(ids.next())
    await expect(failing.record([recording])).rejects.toThrow('the step failed')
    expect((await new PrismaVerdictStore(database).findVerdicts([recording.verdict.id])).size).toBe(
      0,
    )
  })

  test.each<VerdictOrder>([
    { field: 'decided-at', direction: 'desc' },
    { field: 'risk', direction: 'desc' },
    { field: 'risk', direction: 'asc' },
  ])('pages in either direction cover the list once, ordered by %j', async (order) => {
    await recorder.record(Array.from({ length: 23 }, () => aRecording(ids.next())))
    const list = searchOver(database).list
    const whole = await list.page({}, order, parsePage({ first: 200 }))
    const walked: string[] = []
    let after: string | null = null
    for (let more = true; more;) {
      const page = await list.page({}, order, parsePage({ first: 7, after }))
      walked.push(...page.items.map((item) => item.verdictId))
      const last = page.items.at(-1)
      more = page.hasNextPage && last !== undefined
      after = last ? encodeCursor(cursorKeys(last, order)) : null
    }
    expect(walked).toEqual(whole.items.map((item) => item.verdictId))
    const back = await list.page({}, order, parsePage({ last: 5, before: after }))
    expect(back.items.map((item) => item.verdictId)).toEqual(walked.slice(-6, -1))
  })

  test('filters hold together and none reads as text of the statement', async () => {
    const list = searchOver(database).list
    const page = parsePage({ first: 5 })
    const order: VerdictOrder = { field: 'decided-at', direction: 'desc' }
    const hostile = "x'; DROP TABLE verdict_listing; --"
    expect(
      (await list.page({ policies: [hostile], externalId: hostile, text: hostile }, order, page))
        .items,
    ).toEqual([])
    const both = { policies: ['spam'], flagged: true, findingTypes: ['unknown-rule'] }
    expect((await list.page(both, order, page)).items).toHaveLength(5)
    expect((await list.page({ ...both, flagged: false }, order, page)).items).toEqual([])
  })
})
