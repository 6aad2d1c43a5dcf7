import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Database, encodeCursor, insertRows, parsePage } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { listedMonths } from '../fixtures/listed-months.js'
import { holdsFor, people, toRow, type ListedRow } from '../fixtures/listed-rows.js'
import type { VerdictFilter, VerdictOrder } from '../verdict-store.js'
import { searchOver } from './search-over.js'
import type { VerdictList } from './verdict-list.js'

const filters: readonly VerdictFilter[] = [
  {},
  { policies: ['spam'] },
  { policies: ['fraud'] },
  { policies: ["o'hare"], flagged: true },
  { policies: ["o'hare"], outcomes: ['violates'] },
  { policies: ['spam', 'fraud'], languages: ['de'] },
  { endpoints: ['e'] },
  { languages: ['sw'] },
  { languages: ['de'], outcomes: ['violates'] },
  { findingTypes: ['unknown-rule'] },
  { rules: ['SP-1.1'] },
  { flagged: true, sources: ['import'] },
  { reviewers: people.slice(0, 1) },
  { reviewers: people },
  { appealStates: ['open'] },
  { appealStates: ['decided'] },
  { appealOutcomes: ['stands'] },
  { caseStates: ['waiting'] },
  { hasCase: true, languages: ['de'] },
  { externalId: 'x4711' },
  { simulated: true },
]

const orders: readonly VerdictOrder[] = (
  ['decided-at', 'decided-at', 'decided-at', 'risk', 'cost'] as const
).flatMap((field) => (['asc', 'desc'] as const).map((direction) => ({ field, direction })))

const keyOf = (row: ListedRow, { field }: VerdictOrder): string | number =>
  ({ risk: row.risk, cost: row.costMicros ?? -1 })[field as string] ?? row.decidedAt.toISOString()

describe('a list over months of many', () => {
  let fresh: FreshDatabase
  let database: Database
  let list: VerdictList
  const rows = listedMonths()

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    await database.query(`SELECT ensure_partitions('2026-09-01', '2026-11-20')`)
    for (let at = 0; at < rows.length; at += 600)
      await insertRows(database, 'verdict_listing', rows.slice(at, at + 600).map(toRow))
    await database.transaction(async (tx) => {
      await tx.query('SET LOCAL ROLE NONE')
      await tx.query('ANALYZE verdict_listing')
    })
    list = searchOver(database).list
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  function inOrder(filter: VerdictFilter, order: VerdictOrder): readonly ListedRow[] {
    const sign = order.direction === 'asc' ? 1 : -1
    return rows
      .filter((row) => holdsFor(row, filter))
      .sort((a, b) => sign * compare([keyOf(a, order), a.id], [keyOf(b, order), b.id]))
  }

  test('each page holds what a plain reading of all rows would, wherever it begins and whichever way', async () => {
    const start = fc.option(fc.nat(rows.length - 1), { freq: 3 })
    const since = fc.option(fc.nat(rows.length - 1), { freq: 2 })
    await fc.assert(
      fc.asyncProperty(
        ...([fc.constantFrom(...filters), fc.constantFrom(...orders)] as const),
        ...([fc.constantFrom(5, 50), fc.boolean(), start, since] as const),
        async (asked, order, size, forward, begun, bounded) => {
          const bound = bounded === null ? null : rows[bounded]!.decidedAt
          const filter = bound
            ? { ...asked, [size === 5 ? 'decidedAfter' : 'decidedBefore']: bound }
            : asked
          const from = begun === null ? null : rows[begun]!
          const keys = from && [String(keyOf(from, order)), from.id]
          const cursor = keys && encodeCursor(keys)
          const page = await list.page(
            filter,
            order,
            parsePage(forward ? { first: size, after: cursor } : { last: size, before: cursor }),
          )
          const sign = (order.direction === 'asc') === forward ? 1 : -1
          const all = inOrder(filter, order).filter(
            (row) =>
              !from ||
              sign * compare([keyOf(row, order), row.id], [keyOf(from, order), from.id]) > 0,
          )
          const expected = forward ? all.slice(0, size) : all.slice(-size)
          expect(page.items.map((item) => item.verdictId)).toEqual(expected.map(({ id }) => id))
          expect(forward ? page.hasNextPage : page.hasPreviousPage).toBe(all.length > size)
        },
      ),
      { numRuns: 300, seed: 17 },
    )
  }, 120_000)
})

const compare = (a: readonly (string | number)[], b: readonly (string | number)[]): number => {
  const at = a.findIndex((each, n) => each !== b[n])
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1
}
