import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseContent } from '@assize/content'
import { PrismaContentStore } from '@assize/content/nest'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, type Config } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { ClassificationRequest } from '../classification.js'
import { ClassificationError } from '../classification-error.js'
import { AcceptanceService, type AcceptanceResult } from './acceptance.service.js'

const idsOf = (result: AcceptanceResult | undefined): readonly string[] =>
  result && 'classificationIds' in result ? result.classificationIds : []

const request = (over: Partial<ClassificationRequest> = {}): ClassificationRequest => ({
  content: parseContent({ text: 'my first tomatoes of the year' }),
  facts: {},
  policies: [{ policy: 'spam', commit: 'c1' }],
  effort: null,
  priority: 5,
  onPremisesOnly: false,
  idempotencyKey: null,
  bodySha256: 'body',
  ...over,
})

describe('acceptance', () => {
  let fresh: FreshDatabase
  let database: Database
  let acceptance: AcceptanceService

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    const clock = new SystemClock()
    const randomness = new SystemRandomness()
    const ids = new IdSource(clock, randomness)
    const config = { contentHmacKey: 'k'.repeat(32) } as Config
    const content = new PrismaContentStore(database, randomness, config)
    acceptance = new AcceptanceService(database, content, new Outbox(ids, clock), ids, clock)
  })

  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  const count = async (table: string): Promise<number> => {
    const rows = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
    return rows[0]?.n ?? 0
  }

  test('one item under two policies is two classifications of one content item', async () => {
    const before = await count('record_content_item')
    const policies = [
      { policy: 'spam', commit: 'c1' },
      { policy: 'harassment', commit: 'c2' },
    ]
    const [accepted] = await acceptance.accept('caller', [request({ policies })])
    expect(accepted).toMatchObject({ repeated: false })
    expect(await count('record_content_item')).toBe(before + 1)
  })

  test('a version tried for a share stands in its place, one tried beside is a classification of its own', async () => {
    const policies = [{ policy: 'spam', commit: 'c2', arm: 'canary' as const }]
    const shadows = [{ policy: 'spam', commit: 'c3' }]
    const asked = request({ policies, shadows, idempotencyKey: 'arms' })
    const [accepted] = await acceptance.accept('caller', [asked])
    const [again] = await acceptance.accept('caller', [asked])
    expect(again).toMatchObject({ repeated: true })
    const [id] = idsOf(accepted)
    const rows = await database.query(
      `SELECT policy_commit, arm, mode, id = $1 AS told FROM classification
       WHERE content_item_id = (SELECT content_item_id FROM classification WHERE id = $1) ORDER BY arm`,
      [id],
    )
    expect(rows).toEqual([
      { policy_commit: 'c2', arm: 'canary', mode: 'separate', told: true },
      { policy_commit: 'c3', arm: 'shadow', mode: 'shadow', told: false },
    ])
    expect(idsOf(accepted)).toHaveLength(1)
  })

  test('what is accepted is queued by an event of the same transaction', async () => {
    const [accepted] = await acceptance.accept('caller', [request()])
    const [id] = idsOf(accepted)
    const events = await database.query(
      "SELECT FROM outbox WHERE type = 'classification.accepted' AND payload -> 'ids' ? $1",
      [id],
    )
    expect(events).toHaveLength(1)
  })

  test('the same key with the same body gives the first result', async () => {
    const keyed = request({ idempotencyKey: 'k1' })
    const [first] = await acceptance.accept('caller', [keyed])
    const [again] = await acceptance.accept('caller', [keyed])
    expect(again).toEqual({ ...first, repeated: true })
  })

  test('the same key with another body is refused and leaves nothing behind', async () => {
    await acceptance.accept('caller', [request({ idempotencyKey: 'k2' })])
    const before = await count('classification')
    const [refused] = await acceptance.accept('caller', [
      request({ idempotencyKey: 'k2', bodySha256: 'other' }),
    ])
    expect(refused).toBeInstanceOf(ClassificationError)
    expect((refused as ClassificationError).code).toBe('IDEMPOTENCY_CONFLICT')
    expect(await count('classification')).toBe(before)
  })

  test('another caller may use the same key', async () => {
    await acceptance.accept('one', [request({ idempotencyKey: 'k3' })])
    const [other] = await acceptance.accept('two', [request({ idempotencyKey: 'k3' })])
    expect(other).toMatchObject({ repeated: false })
  })

  test('twenty calls at once with one key accept once', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () =>
        acceptance.accept('caller', [request({ idempotencyKey: 'k4' })]),
      ),
    )
    const ids = new Set(results.flatMap(([each]) => idsOf(each)))
    expect(ids.size).toBe(1)
    expect(results.filter(([each]) => !(each as { repeated: boolean }).repeated)).toHaveLength(1)
  })

  test('two items of one call with one key are one classification', async () => {
    const keyed = request({ idempotencyKey: 'k5' })
    const [first, second] = await acceptance.accept('caller', [keyed, keyed])
    expect(second).toEqual({ ...first, repeated: true })
  })

  test('the application may add to the record and never change it', async () => {
    await expect(database.query("UPDATE record_content_item SET kind = 'x'")).rejects.toThrow(
      'permission denied',
    )
    await expect(database.query('DELETE FROM payload_content_item')).rejects.toThrow(
      'permission denied',
    )
    await expect(database.query('TRUNCATE record_content_item')).rejects.toThrow(
      'permission denied',
    )
  })
})
