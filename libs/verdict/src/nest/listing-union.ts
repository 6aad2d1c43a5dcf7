import type { Sql } from '@assize/platform'
import type { ListedVerdict, VerdictOrder } from '../verdict-store.js'
import type { Walk } from './listing-order.js'
import type { Part } from './listing-parts.js'

export const listedColumns = `l.verdict_id AS "verdictId",
  l.content_item_id AS "contentItemId", l.decided_at AS "decidedAt", l.risk,
  l.cost_micros AS "costMicros", l.flagged, l.finding_types AS "findingTypes", l.case_id AS "caseId"`

/** A row as found: in which part, and among how many, where that was asked. */
export type Found = ListedVerdict & { readonly part?: number; readonly found?: string }

export interface Raw extends Omit<Found, 'costMicros'> {
  readonly key?: unknown
  readonly costMicros: string | null
}

export const toListed = ({ key: _key, costMicros, ...row }: Raw): Found => ({
  ...row,
  costMicros: costMicros === null ? null : BigInt(costMicros),
})

interface Union {
  readonly walk: Walk
  readonly limit: number
  readonly values: readonly unknown[]
  /** What to select from one part: `listedColumns` of `l`, and the order's column as `key`. */
  readonly of: (name: string, at: number) => string
  /** Rows wanted of each part; `limit` where nothing is said. */
  readonly each?: number
}

/** The first `each` rows of what `of` selects in each part, and of these the first `limit`. */
export async function unionOf(
  sql: Sql,
  parts: readonly Part[],
  { walk: { way }, limit, values, of, each = limit }: Union,
): Promise<readonly Found[]> {
  if (parts.length === 0) return []
  const sorted = `ORDER BY key ${way}, "verdictId" ${way} LIMIT`
  const selects = parts.map(({ name }, at) => `(${of(name, at)} ${sorted} ${each})`)
  const rows = await sql.query<Raw>(
    `SELECT * FROM (${selects.join(' UNION ALL ')}) AS best ${sorted} ${limit}`,
    values,
  )
  return rows.map(toListed)
}

/** In walking order. */
export function merged(
  lists: readonly (readonly Found[])[],
  order: VerdictOrder,
  { way }: Walk,
): readonly ListedVerdict[] {
  const sign = way === 'ASC' ? 1 : -1
  return lists
    .flat()
    .map(({ part: _part, found: _found, ...listed }) => listed)
    .sort((a, b) => sign * compare(a, b, order))
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
