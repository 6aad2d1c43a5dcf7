import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, encodeCursor, insertRows, parsePage, type PageArguments } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { FindingSelection, RecordedFinding } from '../finding-store.js'
import { cursorKeys } from './finding-conditions.js'
import { PrismaFindingStore } from './prisma-finding-store.js'

const ids = new IdSource(new SystemClock(), new SystemRandomness())
const hard = { type: 'unknown-rule', severity: 'hard', confidence: 1, message: 'm', spans: [] }
const soft = { ...hard, type: 'output-off-contract', severity: 'soft' }

describe('the list of findings', () => {
  let fresh: FreshDatabase
  let database: Database
  let store: PrismaFindingStore

  /** A verdict with two audits, of which only the later one counts. */
  async function record(policy: string, findings: readonly object[]): Promise<void> {
    const verdictId = ids.next()
    const audits = [{ findings: [hard, hard, hard] }, { findings }].map((audit) => ({
      ...audit,
      id: ids.next(),
    }))
    const at = new Date()
    await insertRows(
      database,
      'record_finding_set',
      audits.map((audit) => ({
        ...{ id: audit.id, verdict_id: verdictId, detectors_version: '1' },
        ...{ risk: 0, flagged: true, types: [], findings: audit.findings },
        ...{ commitment: new Uint8Array(32), recorded_at: at },
      })),
    )
    const [, latest] = audits
    await insertRows(database, 'payload_finding_set', [
      {
        ...{ finding_set_id: latest?.id, verdict_id: verdictId, salt: new Uint8Array(32) },
        evidence: findings.map((_, place) => ({ place })),
      },
    ])
    await insertRows(database, 'verdict_listing', [
      {
        ...{ verdict_id: verdictId, content_item_id: ids.next(), policy, policy_commit: 'c' },
        ...{ outcome: 'violates', rules: [], flagged: true, risk: 0, model: 'm', endpoint: 'e' },
        finding_types: [...new Set(findings.map((each) => (each as typeof hard).type))],
        ...{ arm: 'live', simulated: false, source: 'live', submitted_by: policy },
        ...{ finding_set_id: latest?.id, decided_at: at },
      },
    ])
  }

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    store = new PrismaFindingStore(database)
    for (let i = 0; i < 6; i++) await record('spam', [hard, soft, hard])
    await record('harassment', [soft])
    await record('harassment', [])
  })

  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  const list = async (selection: FindingSelection, page: PageArguments = { first: 200 }) =>
    store.page(selection, parsePage(page), null)
  const count = async (selection: FindingSelection) => (await list(selection)).items.length
  const idsOf = (items: readonly RecordedFinding[]) => items.map(({ id }) => id)
  const cursorOf = (finding: RecordedFinding | undefined) =>
    finding ? encodeCursor(cursorKeys(finding)) : null

  test('holds the findings of newest audits, each with its own evidence', async () => {
    const { items } = await list({})
    expect(items).toHaveLength(19)
    expect(items[0]).toMatchObject({ type: 'output-off-contract', number: 1 })
    expect(items.every(({ number, evidence }) => evidence?.['place'] === number - 1)).toBe(true)
  })

  test('narrows by type, severity and policy, all of which must hold', async () => {
    expect(await count({ types: ['unknown-rule'] })).toBe(12)
    expect(await count({ severity: 'soft' })).toBe(7)
    expect(await count({ severity: 'soft', policies: ['harassment'] })).toBe(1)
    expect(await count({ types: ['unknown-rule'], severity: 'soft' })).toBe(0)
    expect(await count({ types: [] })).toBe(0)
  })

  test('pages in either direction cover it once, also where a page ends within a verdict', async () => {
    const whole = (await list({})).items
    const walked: RecordedFinding[] = []
    for (let more = true; more;) {
      const page = await list({}, { first: 4, after: cursorOf(walked.at(-1)) })
      walked.push(...page.items)
      more = page.hasNextPage
    }
    expect(idsOf(walked)).toEqual(idsOf(whole))
    const back = await list({}, { last: 7, before: cursorOf(whole[10]) })
    expect(idsOf(back.items)).toEqual(idsOf(whole.slice(3, 10)))
    expect(back).toMatchObject({ hasPreviousPage: true, hasNextPage: true })
  })

  test('holds only what its reader may see', async () => {
    const scope = { condition: 'l.submitted_by = ?::text', readerId: 'harassment' }
    expect((await store.page({}, parsePage({}), scope)).items).toHaveLength(1)
  })

  test.each([
    ['nonsense', '1'],
    ['00000000-0000-7000-8000-000000000000', '-1'],
    ['00000000-0000-7000-8000-000000000000', '9999999999'],
    ['00000000-0000-7000-8000-000000000000'],
  ])('refuses a cursor of another list', async (...keys) => {
    await expect(list({}, { after: encodeCursor(keys) })).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    })
  })
})
