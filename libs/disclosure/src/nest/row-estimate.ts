import type { Sql } from '@assize/platform'
import { conditionsOf } from '@assize/verdict/nest'
import type { RowsAsked } from './verdict-statement.js'

type Explained = readonly { readonly Plan: { readonly 'Plan Rows': number } }[]

/** As many rows as the planner expects: a total to show progress against, free of cost. */
export async function estimateRows(
  sql: Sql,
  { filter, reader = null }: RowsAsked,
): Promise<bigint> {
  const conditions = conditionsOf(filter, reader)
  const [row] = await sql.query<{ 'QUERY PLAN': Explained }>(
    `EXPLAIN (FORMAT JSON) SELECT FROM verdict_listing l WHERE ${conditions.where}`,
    conditions.values,
  )
  return BigInt(Math.round(row?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0))
}
