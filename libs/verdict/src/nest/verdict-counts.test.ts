import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { parseFiguresScope } from '../verdict-figures.js'
import { aRecording } from '../verdict-recording.builder.js'
import type { VerdictRecording } from '../verdict-recording.js'
import { mostCounted } from './facet-sample.js'
import { searchOver } from './search-over.js'
import { VerdictFigures } from './verdict-figures.js'
import { wholeRecord } from './verdict-reader.js'
import { listingRow, verdictRow } from './verdict-rows.js'

const now = new Date('2026-11-14T12:00:00.000Z')
const clock = { now: () => now }
const randomness = new SystemRandomness()
const ids = new IdSource(new SystemClock(), randomness)

interface Over extends Partial<VerdictRecording['verdict']> {
  readonly findingTypes?: readonly string[]
}

describe('counts over the listing', () => {
  let fresh: FreshDatabase
  let database: Database

  async function record({ findingTypes = [], ...over }: Over, times = 1): Promise<void> {
    const base = { simulated: false, decidedAt: now, submittedBy: 'caller' }
    const recordings = Array.from({ length: times }, () =>
      aRecording(ids.next(), { ...base, ...over }),
    )
    const audit = {
      findingSetId: ids.next(),
      findingTypes,
      risk: 0.1,
      flagged: findingTypes.length > 0,
    }
    await insertRows(
      database,
      'record_verdict',
      recordings.map((recording) => verdictRow(recording, randomness.bytes(32)).row),
    )
    await insertRows(
      database,
      'verdict_listing',
      recordings.map((recording) => listingRow({ ...recording, audit })),
    )
  }

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    await record({ policy: 'spam', findingTypes: ['unknown-rule', 'trace-truncated'] }, 2)
    await record({ policy: 'spam', outcome: 'allowed' }, 3)
    await record({ policy: 'harassment', outcome: 'allowed', simulated: true }, 4)
    await record({ policy: 'harassment', source: 'import', findingTypes: ['unknown-rule'] })
    await record({ policy: 'spam', arm: 'shadow' })
    const undetermined = { outcome: 'undetermined', undeterminedReason: 'refused' } as const
    await record(undetermined, 2)
    await record({ ...undetermined, undeterminedReason: 'truncated' })
    const yesterday = new Date('2026-11-13T11:00:00.000Z')
    await record({ ...undetermined, decidedAt: yesterday })
    await record({ policy: 'spam', decidedAt: new Date('2026-10-01T00:00:00.000Z') })
  })

  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('facets count each value, the most frequent first', async () => {
    const counts = await searchOver(database).facets.count({})
    expect(counts).toMatchObject({ total: 16, estimated: false, caseState: [] })
    expect(counts.policy).toEqual([
      { value: 'spam', count: 11 },
      { value: 'harassment', count: 5 },
    ])
    expect(counts.findingType).toEqual([
      { value: 'unknown-rule', count: 3 },
      { value: 'trace-truncated', count: 2 },
    ])
    expect(counts.source).toEqual([
      { value: 'live', count: 11 },
      { value: 'simulated', count: 4 },
      { value: 'import', count: 1 },
    ])
  })

  test('a facet is counted without its own part of the filter, so that more of it can be chosen', async () => {
    const counts = await searchOver(database).facets.count({
      policies: ['harassment'],
      outcomes: ['allowed'],
    })
    expect(counts.total).toBe(4)
    expect(counts.policy).toEqual([
      { value: 'harassment', count: 4 },
      { value: 'spam', count: 3 },
    ])
    expect(counts.outcome).toEqual([
      { value: 'allowed', count: 4 },
      { value: 'violates', count: 1 },
    ])
    expect(counts.source).toEqual([{ value: 'simulated', count: 4 }])
  })

  test('facets stay within what the reader may see', async () => {
    const rows = { condition: 'l.submitted_by = ?::text', readerId: 'nobody' }
    const counts = await searchOver(database).facets.count(
      { policies: ['spam'] },
      { ...wholeRecord, rows },
    )
    expect(counts).toMatchObject({ total: 0, policy: [], outcome: [] })
  })

  test('figures count the live arm, and what is simulated or imported only when asked', async () => {
    const figures = new VerdictFigures(database, clock)
    const total = async (asked: Parameters<typeof parseFiguresScope>[0]): Promise<number> => {
      const days = await figures.byDay(parseFiguresScope(asked, 14, now), null)
      return days.reduce((sum, { verdicts }) => sum + verdicts, 0)
    }
    expect(await total({})).toBe(9)
    expect(await total({ includeSimulated: true })).toBe(13)
    expect(await total({ includeSimulated: true, includeImported: true })).toBe(14)
    expect(await total({ days: 1 })).toBe(8)
    expect(await total({ days: 60 })).toBe(10)
  })

  test('figures of a day carry its first instant, and what was flagged', async () => {
    const scope = parseFiguresScope({}, 14, now)
    const days = await new VerdictFigures(database, clock).byDay(scope, null)
    expect(days).toContainEqual({
      at: new Date('2026-11-14T00:00:00.000Z'),
      ...{ policy: 'spam', outcome: 'violates', verdicts: 2, flagged: 2 },
    })
  })

  test('reasons are counted over 24 hours, whatever the days asked for', async () => {
    const scope = parseFiguresScope({ days: 300 }, 14, now)
    expect(await new VerdictFigures(database, clock).undeterminedReasons(scope, null)).toEqual([
      { value: 'refused', count: 2 },
      { value: 'truncated', count: 1 },
    ])
  })

  test('figures of a policy', async () => {
    const scope = parseFiguresScope({}, 30, now)
    const figures = new VerdictFigures(database, clock)
    const counts = await figures.byPolicy(['spam', 'harassment'], scope, null)
    expect(Object.fromEntries(counts)).toEqual({ spam: { verdicts: 9, flagged: 2, violates: 2 } })
  })

  test('beyond what is counted row by row, totals are the planner’s and say so', async () => {
    await database.query(
      `INSERT INTO verdict_listing (verdict_id, content_item_id, policy, policy_commit, outcome, rules, finding_types,
         flagged, risk, model, endpoint, arm, simulated, source, submitted_by, answered_by, decided_at)
       SELECT gen_random_uuid(), gen_random_uuid(), 'many', 'c', CASE WHEN n % 4 = 0 THEN 'violates' ELSE 'allowed' END,
         '{}', '{}', false, 0, 'm', 'e', 'live', false, 'live', 'x', 'model', now() FROM generate_series(1, 30000) n`,
    )
    await analyze(database)
    const counts = await searchOver(database).facets.count({ policies: ['many'] })
    expect(counts.estimated).toBe(true)
    expect(counts.total).toBeGreaterThan(20_000)
    expect(counts.total).toBeLessThan(40_000)
    const allowed = counts.outcome.find(({ value }) => value === 'allowed')?.count ?? 0
    expect(allowed / counts.total).toBeCloseTo(0.75, 1)
    const few = await searchOver(database).facets.count({ policies: ['harassment'] })
    expect(few.total).toBe(5)
  })

  test('a count that was cut is never shown as exact, however few the planner expects', async () => {
    await database.query(
      `INSERT INTO verdict_listing (verdict_id, content_item_id, policy, policy_commit, outcome, rules, finding_types,
         flagged, risk, model, endpoint, arm, simulated, source, submitted_by, answered_by, decided_at)
       SELECT gen_random_uuid(), gen_random_uuid(), 'unforeseen', 'c', 'allowed', '{}', '{}', false, 0, 'm', 'e', 'live',
         false, 'live', 'x', 'model', now() FROM generate_series(1, $1::int) n`,
      [mostCounted + 500],
    )
    const { facets } = searchOver(database)
    const cut = await facets.count({ policies: ['unforeseen'] })
    expect(cut).toMatchObject({ estimated: true, atLeast: true, total: mostCounted + 1 })
    const narrowed = await facets.count({ policies: ['unforeseen'], outcomes: ['violates'] })
    expect(narrowed).toMatchObject({ estimated: true, atLeast: false, total: 0 })
    const few = await facets.count({ policies: ['harassment'], outcomes: ['allowed'] })
    expect(few).toMatchObject({ total: 4, atLeast: false })
  })
})

/** Statistics are the tables' owner's to gather. */
const analyze = (database: Database): Promise<void> =>
  database.transaction(async (tx) => {
    await tx.query('SET LOCAL ROLE NONE')
    await tx.query('ANALYZE verdict_listing')
  })
