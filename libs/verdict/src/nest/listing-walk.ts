import { Inject, Injectable } from '@nestjs/common'
import { Database, type PageRequest } from '@assize/platform'
import type { ListedVerdict, VerdictFilter, VerdictOrder } from '../verdict-store.js'
import type { Conditions } from './conditions.js'
import { addKeys, cursorKeys, cursorOf, walkOf, type Walk } from './listing-order.js'
import { instantOf, partsOf, splitParts, type Part } from './listing-parts.js'

export const listedColumns = `l.verdict_id AS "verdictId",
  l.content_item_id AS "contentItemId", l.decided_at AS "decidedAt", l.risk,
  l.cost_micros AS "costMicros", l.flagged, l.finding_types AS "findingTypes", l.case_id AS "caseId"`

export interface WalkRequest {
  readonly filter: VerdictFilter
  readonly order: VerdictOrder
  readonly request: PageRequest
  readonly limit: number
}

/**
 * Walks the listing in an order, month by month. Each month is asked for its own best rows: the planner knows a month's
 * figures, and finds rare rows by index and frequent ones by walking, whatever other months hold. A value that only old
 * months have costs the newer ones a look into an index.
 */
@Injectable()
export class ListingWalk {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** In walking order, at most `limit`; `conditionsOf` is asked anew for each statement. */
  async rows(
    { filter, order, request, limit }: WalkRequest,
    conditionsOf: () => Conditions,
  ): Promise<readonly ListedVerdict[]> {
    const walk = walkOf(order, request)
    const cursor = cursorOf(order, request)
    const parts = await partsOf(this.database, 'verdict_listing')
    const [head, rest] = headAndRest(parts, order, walk, startOf(filter, walk, cursor))
    const ask = (among: readonly Part[], before: readonly string[] | null) => {
      const conditions = conditionsOf()
      if (cursor) addKeys(conditions, walk, cursor)
      if (before) addKeys(conditions, walk, before, 'before')
      return this.best(among, walk, limit, conditions)
    }
    const first = await ask(head, null)
    const last = first.length === limit ? first.at(-1) : undefined
    // Whatever another month holds before the last of these takes its place.
    const others = await ask(rest, last ? cursorKeys(last, order) : null)
    return merged(first, others, order, walk).slice(0, limit)
  }

  private async best(
    parts: readonly Part[],
    { by, way }: Walk,
    limit: number,
    { where, values }: Conditions,
  ): Promise<readonly ListedVerdict[]> {
    if (parts.length === 0) return []
    const each = parts.map(
      ({ name }) => `(SELECT ${listedColumns}, ${by} AS key FROM "${name}" l WHERE ${where}
        ORDER BY ${by} ${way}, l.verdict_id ${way} LIMIT ${limit})`,
    )
    const rows = await this.database.query<Raw>(
      `SELECT * FROM (${each.join(' UNION ALL ')}) AS best
       ORDER BY key ${way}, "verdictId" ${way} LIMIT ${limit}`,
      values,
    )
    return rows.map(toListed)
  }
}

export interface Raw extends Omit<ListedVerdict, 'costMicros'> {
  readonly key?: unknown
  readonly costMicros: string | null
}

export const toListed = ({ key: _key, costMicros, ...row }: Raw): ListedVerdict => ({
  ...row,
  costMicros: costMicros === null ? null : BigInt(costMicros),
})

/** Only time goes by months; another order asks them all at once. */
function headAndRest(
  parts: readonly Part[],
  { field }: VerdictOrder,
  { way }: Walk,
  start: Date | null,
): readonly [readonly Part[], readonly Part[]] {
  const goesByTime = field === 'decided-at' || field === 'relevance'
  return goesByTime ? splitParts(parts, way === 'DESC', start) : [parts, []]
}

function startOf(
  { decidedAfter, decidedBefore }: VerdictFilter,
  { way }: Walk,
  cursor: readonly string[] | null,
): Date | null {
  if (cursor?.[1]) return instantOf(cursor[1])
  return (way === 'DESC' ? decidedBefore : decidedAfter) ?? null
}

function merged(
  first: readonly ListedVerdict[],
  others: readonly ListedVerdict[],
  order: VerdictOrder,
  { way }: Walk,
): readonly ListedVerdict[] {
  if (others.length === 0) return first
  const sign = way === 'ASC' ? 1 : -1
  return [...first, ...others].sort((a, b) => sign * compare(a, b, order))
}

function compare(a: ListedVerdict, b: ListedVerdict, { field }: VerdictOrder): number {
  const byKey =
    field === 'risk'
      ? a.risk - b.risk
      : field === 'cost'
        ? Number((a.costMicros ?? -1n) - (b.costMicros ?? -1n))
        : a.decidedAt.getTime() - b.decidedAt.getTime()
  return byKey || (a.verdictId < b.verdictId ? -1 : 1)
}
