import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { ContentIndexer, LikeContentFinder } from '@assize/content/nest'
import { Outbox } from '@assize/events/nest'
import { canonicalJson, commitTo, IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { LaterDoubt } from '@assize/verdict'
import { LaterDoubts } from '@assize/verdict/nest'
import { recordCompared, type ComparedVerdict } from '../fixtures/compared-verdicts.js'
import { AcrossNeighbours } from './across-neighbours.js'
import { AcrossVerdicts } from './across-verdicts.js'
import { FindingDays } from './finding-days.js'
import { FindingRuleStore } from './finding-rule-store.js'
import { LaterConsequences } from './later-consequences.js'
import { LaterSets } from './later-sets.js'
import { PrismaFindingStore } from './prisma-finding-store.js'

class LooksAtOnce extends AcrossVerdicts {
  protected override readonly settleMs = -1_000
}

describe('verdicts compared with one another', () => {
  let fresh: FreshDatabase
  let database: Database
  let across: AcrossVerdicts
  let thing = 0
  let text = ''
  let told: LaterDoubt[] = []
  let fails = false

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    const [clock, randomness] = [new SystemClock(), new SystemRandomness()]
    const ids = new IdSource(clock, randomness)
    const neighbours = new AcrossNeighbours(database, new LikeContentFinder(database))
    const doubts = new LaterDoubts()
    doubts.addStep(1, {
      applyLater: async (_, each) => {
        if (fails) throw new Error('a step failed')
        told.push(...each)
      },
    })
    const unread = { byCommits: async () => new Map() }
    const rules = new FindingRuleStore(database, clock)
    const consequences = new LaterConsequences(rules, unread, doubts, clock)
    const sets = new LaterSets(new Outbox(ids, clock), consequences, ids, randomness, clock)
    across = new LooksAtOnce(database, neighbours, sets)
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })
  /** Words that no other test uses. */
  beforeEach(() => {
    text = Array.from({ length: 40 }, (_, i) => `thing${thing}word${i}`).join(' ')
    thing += 1
    told = []
  })

  const put = (over: Partial<ComparedVerdict> = {}) =>
    recordCompared(database, { text, outcome: 'allowed', ...over })
  async function look(): Promise<void> {
    await new ContentIndexer(database).indexBatch()
    while (await across.lookOnce());
  }
  async function found(id: string) {
    const audit = (await new PrismaFindingStore(database).findLatest([id])).get(id)
    return (audit?.findings ?? []).map(({ type, severity, evidence }) => ({
      ...{ type, severity, kind: evidence?.['kind'], otherwise: evidence?.['otherwise'] },
    }))
  }
  const setsOf = async (id: string) =>
    (await new PrismaFindingStore(database).findSetIds([id])).get(id)?.length

  test('of the same prompt, each is told of the others; hard for the one that stands alone', async () => {
    const one = await put()
    const two = await put()
    const odd = await put({ outcome: 'violates' })
    await look()
    expect(await found(odd)).toEqual([
      {
        ...{ type: 'self-inconsistent', severity: 'hard', kind: 'same-prompt' },
        otherwise: expect.arrayContaining([one, two]),
      },
    ])
    expect(await found(one)).toEqual([
      { type: 'self-inconsistent', severity: 'soft', kind: 'same-prompt', otherwise: [odd] },
    ])
    const [listed] = await database.query(
      `SELECT finding_types, flagged, round(risk::numeric, 3)::float8 AS risk FROM verdict_listing WHERE verdict_id = $1`,
      [odd],
    )
    expect(listed).toEqual({ finding_types: ['self-inconsistent'], flagged: true, risk: 0.667 })
    const events = await database.query(
      `SELECT payload FROM outbox WHERE type = 'finding.raised' AND payload ->> 'verdictId' = $1`,
      [odd],
    )
    expect(events).toEqual([
      { payload: { verdictId: odd, type: 'self-inconsistent', severity: 'hard' } },
    ])
  })

  test('an older verdict learns what a newer one says against it, and keeps what was found before', async () => {
    const old = await put({ found: [{ type: 'unknown-rule', severity: 'hard' }] })
    await look()
    expect(await setsOf(old)).toBe(1)
    await put({ outcome: 'violates' })
    await look()
    expect((await found(old)).map(({ type }) => type)).toEqual([
      'unknown-rule',
      'self-inconsistent',
    ])
    expect(await setsOf(old)).toBe(2)
  })

  test('looking again, by two workers at once, adds nothing', async () => {
    const one = await put()
    const two = await put({ outcome: 'violates' })
    await Promise.all([look(), look(), look()])
    await database.query(
      `UPDATE across_progress SET after = '00000000-0000-0000-0000-000000000000'`,
    )
    await look()
    expect([await setsOf(one), await setsOf(two)]).toEqual([2, 2])
  })

  test('content judged again and again does not grow a set with every judgement', async () => {
    const first = await put()
    for (let i = 0; i < 6; i++) {
      await put({ outcome: i % 2 ? 'allowed' : 'violates' })
      await look()
    }
    expect(await setsOf(first)).toBeLessThanOrEqual(3)
  })

  test.each<[string, Partial<ComparedVerdict>]>([
    ['same-words', { prompt: 'another prompt' }],
    ['effort', { effort: 'high' }],
    ['near-duplicate', { text: 'near' }],
    ['language', { externalId: 'x', language: 'fr', text: 'other' }],
  ])('%s is told apart, and is never hard', async (kind, over) => {
    const externalId = over.externalId && `x${thing}`
    const near = over.text === 'near' ? text.replace('word39', 'quite') : undefined
    const other = over.text === 'other' ? 'autres mots' : undefined
    await put({ ...(externalId ? { externalId, language: 'en' } : {}) })
    const id = await put({
      ...over,
      ...{ text: near ?? other ?? text, outcome: 'violates' },
      ...(externalId ? { externalId } : {}),
    })
    await look()
    expect((await found(id)).map((each) => [each.kind, each.severity])).toEqual([[kind, 'soft']])
  })

  test.each<[string, Partial<ComparedVerdict>]>([
    ['another version of the policy', { commit: 'd'.repeat(40) }],
    ['a stand-in for a model', { simulated: true }],
    ['a rule', { answeredBy: 'rule' }],
    ['a call that nobody answered', { undeterminedReason: 'no-endpoint' }],
  ])('%s is no model that disagrees with itself', async (_, over) => {
    const id = await put()
    await put({ outcome: over.undeterminedReason ? 'undetermined' : 'violates', ...over })
    await look()
    expect(await found(id)).toEqual([])
  })

  test('erased content is compared no more', async () => {
    const id = await put()
    const gone = await put({ outcome: 'violates' })
    await database.transaction(async (tx) => {
      await tx.query('SET LOCAL ROLE assize_eraser')
      await tx.query(
        `DELETE FROM payload_content_item WHERE content_item_id = (
           SELECT content_item_id FROM record_verdict WHERE id = $1)`,
        [gone],
      )
    })
    await look()
    expect(await found(id)).toEqual([])
  })

  test('the words of a later set are bound by its own commitment', async () => {
    const id = await put()
    await put({ outcome: 'violates' })
    await look()
    const rows = await database.query<{ commitment: Buffer; salt: Buffer; evidence: unknown }>(
      `SELECT s.commitment, p.salt, p.evidence FROM record_finding_set s
       JOIN payload_finding_set p ON p.finding_set_id = s.id WHERE s.verdict_id = $1 ORDER BY s.id DESC LIMIT 1`,
      [id],
    )
    const [row] = rows
    if (!row) throw new Error('expected a later set')
    const bound = commitTo(row.salt, canonicalJson(row.evidence))
    expect(Buffer.from(bound).equals(row.commitment)).toBe(true)
  })

  describe('what a later finding leads to', () => {
    const odd = { outcome: 'violates' as const, acted: true }
    const three = async (over: Partial<ComparedVerdict> = odd) => {
      await put({ acted: true })
      await put({ acted: true })
      return put(over)
    }

    test('is what the rules of the policy say, told once, and stands beside the finding', async () => {
      const id = await three()
      await look()
      await database.query(
        `UPDATE across_progress SET after = '00000000-0000-0000-0000-000000000000'`,
      )
      await look()
      const audit = (await new PrismaFindingStore(database).findLatest([id])).get(id)
      expect(audit?.findings.map(({ followed }) => followed)).toEqual([{ does: ['open-case'] }])
      expect(told).toEqual([
        expect.objectContaining({
          verdict: expect.objectContaining({ id, arm: 'live', outcome: 'violates' }),
          actions: { violates: 'hide', undetermined: 'hide' },
          added: { opensCase: true, escalates: false, blockedBy: [], repeats: false },
        }),
      ])
      expect(told[0]?.audit.call).toEqual(told[0]?.added)
    })

    test('is nothing for what asked for nothing when it was recorded', async () => {
      const id = await three({ ...odd, acted: false })
      await look()
      expect((await found(id)).map(({ severity }) => severity)).toEqual(['hard'])
      expect(told).toEqual([])
    })

    test('commits with the finding or not at all', async () => {
      const id = await three()
      fails = true
      await expect(look()).rejects.toThrow('a step failed')
      fails = false
      expect([await setsOf(id), told]).toEqual([1, []])
      await look()
      expect([await setsOf(id), told.length]).toEqual([2, 1])
    })

    test('follows rules that name it, and sums up what was known before', async () => {
      const rules = [
        ...[{ type: 'self-inconsistent', severity: null, minConfidence: 0, does: 'block-action' }],
        ...[{ type: 'self-inconsistent', severity: null, minConfidence: 0, does: 'repeat' }],
      ]
      const at = { set_by: 'someone', recorded_at: new Date() }
      const own = new IdSource(new SystemClock(), new SystemRandomness())
      const set = { id: own.next(), policy: 'garden', rules, ...at }
      await insertRows(database, 'record_finding_rules', [set])
      await three({ ...odd, found: [{ type: 'unknown-rule', severity: 'soft' }] })
      await look()
      const call = { opensCase: true, escalates: false, repeats: true }
      expect(told.at(-1)).toMatchObject({
        audit: {
          findingTypes: ['unknown-rule', 'self-inconsistent'],
          call: { ...call, blockedBy: ['self-inconsistent'] },
        },
      })
    })
  })

  test('the days of what was looked at are counted once nobody looks any more', async () => {
    const decidedAt = new Date('2026-10-05T12:00:00Z')
    const rules = ['GA-1']
    await put({ decidedAt, rules, outcome: 'violates' })
    await put({ decidedAt })
    await put({ decidedAt })
    await look()
    const days = new FindingDays(database)
    while (await days.countOnce());
    const counted = await database.query(
      `SELECT verdicts, violates, undetermined, flagged FROM finding_day WHERE cut = 'all' AND day = '2026-10-05'`,
    )
    expect(counted).toEqual([{ verdicts: 3, violates: 1, undetermined: 0, flagged: 1 }])
    const byType = await database.query(
      `SELECT cut, value, type, verdicts, hard FROM finding_type_day
       WHERE cut IN ('all', 'rule') AND day = '2026-10-05' ORDER BY cut`,
    )
    expect(byType).toEqual([
      { cut: 'all', value: '', type: 'self-inconsistent', verdicts: 3, hard: 1 },
      { cut: 'rule', value: 'GA-1', type: 'self-inconsistent', verdicts: 1, hard: 1 },
    ])
  })
})
