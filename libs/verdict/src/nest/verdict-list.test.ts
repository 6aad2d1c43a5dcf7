import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { uuidV7 } from '@assize/kernel'
import { Database, encodeCursor, insertRows, parsePage } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import {
  aFilter,
  aListedRow,
  commits,
  holdsFor,
  toRow,
  type ListedRow,
} from '../fixtures/listed-rows.js'
import type { ListedVerdict, VerdictFilter, VerdictOrder } from '../verdict-store.js'
import { searchOver } from './search-over.js'
import { VerdictList } from './verdict-list.js'
import { wholeRecord } from './verdict-reader.js'

const orders: readonly VerdictOrder[] = (['decided-at', 'risk', 'cost'] as const).flatMap((field) =>
  (['asc', 'desc'] as const).map((direction) => ({ field, direction })),
)

const keyOf = (row: ListedRow, { field }: VerdictOrder): number =>
  field === 'risk' ? row.risk : field === 'cost' ? (row.costMicros ?? -1) : row.decidedAt.getTime()

function sorted(rows: readonly ListedRow[], order: VerdictOrder): string[] {
  const rising = [...rows]
    .sort((a, b) => keyOf(a, order) - keyOf(b, order) || (a.id < b.id ? -1 : 1))
    .map((row) => row.id)
  return order.direction === 'asc' ? rising : rising.reverse()
}

describe('the list of verdicts', () => {
  let fresh: FreshDatabase
  let database: Database
  let rows: readonly ListedRow[]
  let list: VerdictList
  let facets: ReturnType<typeof searchOver>['facets']

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    await database.query(`SELECT ensure_partitions('2026-10-01', '2026-11-01')`)
    ;({ list, facets } = searchOver(database))
    const made = fc.sample(aListedRow, { numRuns: 260, seed: 11 })
    rows = [...new Map(made.map((row) => [row.id, row])).values()]
    await insertRows(database, 'verdict_listing', rows.map(toRow))
    await database.transaction(async (tx) => {
      await tx.query('SET LOCAL ROLE NONE')
      await tx.query(
        `INSERT INTO record_policy_version (id, policy, commit, blob, blob_sha256, bundle_sha256, sequence, title,
           manifest, author, message, origin, committed_at, recorded_at)
         SELECT gen_random_uuid(), 'spam', c, c, '', '', n, '', '{}', '', '', 'authored', now(), now()
         FROM unnest($1::text[]) WITH ORDINALITY AS v (c, n)`,
        [commits],
      )
    })
  })

  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  async function walk(
    filter: VerdictFilter,
    order: VerdictOrder,
    size: number,
    way: 'forward' | 'backward',
  ): Promise<string[]> {
    const walked: ListedVerdict[] = []
    let cursor: string | null = null
    for (let more = true; more;) {
      const page = await list.page(
        filter,
        order,
        parsePage(
          way === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor },
        ),
      )
      expect(page.items.length).toBeLessThanOrEqual(size)
      const edge = way === 'forward' ? page.items.at(-1) : page.items[0]
      if (way === 'forward') walked.push(...page.items)
      else walked.unshift(...page.items)
      more = (way === 'forward' ? page.hasNextPage : page.hasPreviousPage) && edge !== undefined
      cursor = edge ? encodeCursor(VerdictList.keysOf(edge, order)) : null
    }
    return walked.map((each) => each.verdictId)
  }

  test('holds exactly the rows a plain reading of the filter would', async () => {
    await fc.assert(
      fc.asyncProperty(aFilter, fc.constantFrom(...orders), async (filter, order) => {
        const page = await list.page(filter, order, parsePage({ first: 200 }))
        const expected = sorted(
          rows.filter((row) => holdsFor(row, filter)),
          order,
        )
        expect(page.items.map((item) => item.verdictId)).toEqual(expected.slice(0, 200))
      }),
      { numRuns: 150, seed: 3 },
    )
  }, 60_000)

  test.each(orders)(
    'walked by pages either way, each row comes once: %j',
    async (order) => {
      const all = sorted(rows, order)
      for (const size of [7, 100]) {
        expect(await walk({}, order, size, 'forward')).toEqual(all)
        expect(await walk({}, order, size, 'backward')).toEqual(all)
      }
      const some = sorted(
        rows.filter((row) => row.policy === 'spam'),
        order,
      )
      expect(await walk({ policies: ['spam'] }, order, 3, 'forward')).toEqual(some)
    },
    60_000,
  )

  test('facets count what a plain reading would, each without its own part', async () => {
    await fc.assert(
      fc.asyncProperty(aFilter, async (filter) => {
        const counts = await facets.count(filter)
        const held = rows.filter((row) => holdsFor(row, filter))
        expect(counts).toMatchObject({ total: held.length, estimated: false })
        const { outcomes: _own, ...others } = filter
        const beside = rows.filter((row) => holdsFor(row, others))
        for (const { value, count } of counts.outcome)
          expect(count).toBe(beside.filter((row) => row.outcome === value).length)
        const { rules: _rules, ...withoutRules } = filter
        const cited = rows.filter((row) => holdsFor(row, withoutRules))
        for (const { value, count } of counts.rule)
          expect(count).toBe(cited.filter((row) => row.rules.includes(value)).length)
      }),
      { numRuns: 40, seed: 5 },
    )
  }, 60_000)

  test.each([
    ['v1', 'v2', commits.slice(0, 2)],
    ['v3', 'v2', commits.slice(1)],
    ['aaaa', 'dddd', commits],
    ['v2', 'abcc', commits.slice(1, 2)],
    ['v1', 'v9', []],
    ['a', 'v2', []],
    ["'; --", 'v2', []],
  ])('versions between %s and %s, both included', async (from, to, of) => {
    const filter = { versions: { policy: 'spam', from, to } }
    const page = await list.page(filter, orders[0]!, parsePage({ first: 200 }))
    expect(new Set(page.items.map((item) => item.verdictId))).toEqual(
      new Set(
        rows
          .filter((row) => row.policy === 'spam' && of.includes(row.policyCommit))
          .map((row) => row.id),
      ),
    )
  })

  test('who may not read cases learns nothing by asking who decided', async () => {
    const reader = { ...wholeRecord, cases: false }
    const [someone] = rows.flatMap((row) => row.reviewer ?? [])
    const filter = { reviewers: [someone ?? ''] }
    const page = await list.page(filter, orders[0]!, parsePage({ first: 5 }), reader)
    expect(page.items).toEqual([])
    const counts = await facets.count({}, reader)
    expect(counts.reviewer).toEqual([])
  })

  test('a cursor of another order is refused', async () => {
    const cursor = encodeCursor(['0.5', rows[0]!.id])
    const page = parsePage({ first: 5, after: cursor })
    await expect(list.page({}, { field: 'decided-at', direction: 'desc' }, page)).rejects.toThrow(
      'expected a cursor of a list in this order',
    )
  })
})

test('a row deep in its month comes before all of the month before', async () => {
  const fresh = await freshDatabase()
  const database = new Database({ url: fresh.url })
  try {
    await database.query(`SELECT ensure_partitions('2026-10-01', '2026-11-01')`)
    const [any] = fc.sample(aListedRow, { numRuns: 1, seed: 1 })
    const rowsOn = (day: string, count: number, policy: string): ListedRow[] =>
      Array.from({ length: count }, (_, n) => {
        const decidedAt = new Date(Date.parse(`${day}T10:00:00Z`) + n)
        const id = uuidV7(decidedAt.getTime(), new Uint8Array(10))
        return { ...any!, id, contentItemId: id, policy, decidedAt }
      })
    const deep = rowsOn('2026-11-02', 5, 'spam')
    const before = rowsOn('2026-10-20', 60, 'spam')
    const made = [...rowsOn('2026-11-20', 2_500, 'fraud'), ...deep, ...before].map(toRow)
    for (let at = 0; at < made.length; at += 500)
      await insertRows(database, 'verdict_listing', made.slice(at, at + 500))
    const order = { field: 'decided-at', direction: 'desc' } as const
    const filter = { policies: ['spam'] }
    const page = await searchOver(database).list.page(filter, order, parsePage({ first: 20 }))
    expect(page.items.map((item) => item.verdictId)).toEqual(
      sorted([...deep, ...before], order).slice(0, 20),
    )
  } finally {
    await database.close()
    await fresh.close()
  }
}, 60_000)
