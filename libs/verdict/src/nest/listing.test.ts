import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows, type Row, type Sql } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { aRecording } from '../verdict-recording.builder.js'
import type { AuditedRecording, VerdictRecording } from '../verdict-recording.js'
import { VerdictRecorder } from './verdict-recorder.js'

const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)
const [ann, bob] = [ids.next(), ids.next()]
const at = new Date('2026-11-03T11:00:00.000Z')
const commitment = new Uint8Array(32)

/** Facts of rooms above, as they write them. */
const action = (verdictId: string, kind: string, cause: string, recordedAt = at): Row => ({
  ...{ id: ids.next(), content_item_id: verdictId, verdict_id: verdictId, policy: 'spam' },
  ...{
    policy_commit: 'a'.repeat(40),
    kind,
    interim: false,
    cause_kind: cause,
    cause_id: ids.next(),
  },
  recorded_at: recordedAt,
})

describe('the listing', () => {
  let fresh: FreshDatabase
  let database: Database
  let verdictId: string
  let caseId: string

  const kept = async () => await database.query('SELECT * FROM verdict_listing ORDER BY 1')
  const derived = () =>
    database.query(
      'SELECT * FROM listing_of_verdicts(ARRAY(SELECT id FROM record_verdict)) ORDER BY 1',
    )
  const standing = async () =>
    (
      await database.query(
        'SELECT action, reviewer, appeal, case_state FROM verdict_listing WHERE verdict_id = $1',
        [verdictId],
      )
    )[0]

  async function recordContent(recordings: readonly VerdictRecording[]): Promise<void> {
    await insertRows(
      database,
      'record_content_item',
      recordings.map(({ verdict, submittedBy, facts }) => ({
        ...{
          id: verdict.contentItemId,
          kind: 'text',
          fingerprint: commitment,
          commitment,
          turns: 1,
        },
        ...{ characters: 5, language: facts.language, region: facts.region, source: 'live' },
        ...{ submitted_by: submittedBy, recorded_at: at },
      })),
    )
  }

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    const recorder = new VerdictRecorder(database, new Outbox(ids, clock), randomness)
    recorder.auditWith({
      audit: async (tx: Sql, recordings: readonly VerdictRecording[]) => {
        const sets = recordings.map(({ verdict }) => ({
          ...{ id: ids.next(), verdict_id: verdict.id, detectors_version: '1', risk: 0.5 },
          ...{ flagged: true, types: ['unknown-rule'], findings: [], commitment, recorded_at: at },
        }))
        await insertRows(tx, 'record_finding_set', sets)
        return sets.map(({ id, types, risk, flagged }) => {
          return { findingSetId: id, findingTypes: types, risk, flagged }
        })
      },
    })
    recorder.addStep(1, {
      apply: async (tx: Sql, audited: readonly AuditedRecording[]) => {
        const [first] = audited
        if (!first) return
        await insertRows(tx, 'record_action', [action(first.verdict.id, 'limit', 'verdict')])
        caseId = ids.next()
        await insertRows(tx, 'review_case', [
          {
            ...{ id: caseId, verdict_id: first.verdict.id, content_item_id: first.verdict.id },
            ...{ policy: 'spam', policy_commit: 'a'.repeat(40), queue: 'spam', reason: 'flagged' },
            ...{ state: 'waiting', priority: 1, simulated: true, source: 'live', opened_at: at },
          },
        ])
      },
    })
    const recordings = [1, 2, 3].map((n) => ({
      ...aRecording(
        ids.next(),
        n === 2 ? { costMicros: null, effort: null } : { externalId: `p${n}` },
      ),
      facts: n === 3 ? {} : { language: 'de', region: 'AT' },
    }))
    await recordContent(recordings)
    await recorder.record(recordings)
    verdictId = recordings[0]!.verdict.id
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('is written once with what the steps asked for, and is what the facts say', async () => {
    expect(await standing()).toEqual({
      ...{ action: 'limit', reviewer: null, appeal: null, case_state: 'waiting' },
    })
    expect(await kept()).toEqual(await derived())
  })

  test('follows decisions, appeals and what is taken back, in their own transactions', async () => {
    const decision = {
      ...{ id: ids.next(), case_id: caseId, verdict_id: verdictId, content_item_id: verdictId },
      ...{ policy: 'spam', policy_commit: 'a'.repeat(40), outcome: 'allowed', rules: [] },
      ...{ is_correction: true, action: 'none', decided_by: ann, commitment, recorded_at: at },
    }
    await insertRows(database, 'record_decision', [decision])
    const later = new Date(at.getTime() + 1000)
    const asked = action(verdictId, 'remove', 'decision', later)
    await insertRows(database, 'record_action', [asked])
    expect(await standing()).toMatchObject({ reviewer: ann, action: 'remove' })

    const appeal = {
      ...{ id: ids.next(), action_id: asked.id, content_item_id: verdictId, verdict_id: verdictId },
      ...{ policy: 'spam', policy_commit: 'a'.repeat(40), lodged_by_kind: 'service' },
      ...{ lodged_by: ids.next(), commitment, due_at: later, recorded_at: later },
    }
    await insertRows(database, 'record_appeal', [appeal])
    expect(await standing()).toMatchObject({ appeal: 'open' })
    await insertRows(database, 'record_appeal_decision', [
      {
        ...{ id: ids.next(), appeal_id: appeal.id, outcome: 'reversed', action: 'none' },
        ...{ decided_by: bob, commitment, recorded_at: later },
      },
    ])
    expect(await standing()).toMatchObject({ appeal: 'reversed' })

    await insertRows(database, 'record_reversal', [
      {
        ...{ id: ids.next(), decision_id: decision.id, case_id: caseId },
        ...{ reversed_by: ann, recorded_at: later },
      },
    ])
    expect(await standing()).toMatchObject({ reviewer: null, appeal: 'reversed' })
    expect(await kept()).toEqual(await derived())
  })

  test('is made anew from the facts alone', async () => {
    const before = await kept()
    await database.query(`UPDATE verdict_listing SET policy = 'lost', action = NULL, risk = 0`)
    const [made] = await database.query<{ n: string }>(
      'SELECT rebuild_verdict_listing(ARRAY(SELECT id FROM record_verdict)) AS n',
    )
    expect(Number(made?.n)).toBe(3)
    expect(await kept()).toEqual(before)
  })

  test('knows of every value the days it is listed on', async () => {
    const days = () => database.query('SELECT * FROM listing_day ORDER BY 1, 2, 3')
    const noted = await days()
    await database.transaction(async (tx) => {
      await tx.query('SET LOCAL ROLE NONE')
      await tx.query('DELETE FROM listing_day')
      await tx.query('SELECT rebuild_listing_days()')
    })
    expect(await days()).toEqual(noted)
    expect(noted).toContainEqual(expect.objectContaining({ facet: 'region', value: 'AT' }))
  })

  test('made anew, it does not bring back what the platform called erased content', async () => {
    const erasure = ids.next()
    await database.transaction(async (tx) => {
      await tx.query('SET LOCAL ROLE NONE')
      await insertRows(tx, 'record_erasure', [
        {
          ...{ id: erasure, scope_kind: 'retention', reason: 'retention', items: 1 },
          ...{ legal_basis: 'retention', recorded_at: at },
        },
      ])
      await insertRows(tx, 'record_erased_item', [
        { erasure_id: erasure, position: 0, content_item_id: verdictId },
      ])
    })
    await database.query('SELECT rebuild_verdict_listing(ARRAY(SELECT id FROM record_verdict))')
    const named = await database.query<{ name: string | null }>(
      'SELECT external_id AS name FROM verdict_listing ORDER BY verdict_id',
    )
    expect(named.map(({ name }) => name)).toEqual([null, null, 'p3'])
  })
})
