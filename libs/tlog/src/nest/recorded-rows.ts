import type { Sql } from '@assize/platform'
import type { LogKind, Row } from '../index.js'

/** What names one row of a kind. */
export interface RecordKey {
  readonly recordId: string
  readonly part: number
}

export const rowKey = ({ recordId, part }: RecordKey): string => `${recordId}/${part}`

export function byKind<Of extends { readonly kind: string }>(
  rows: readonly Of[],
): ReadonlyMap<string, readonly Of[]> {
  const groups = new Map<string, Of[]>()
  for (const row of rows) {
    const group = groups.get(row.kind)
    if (group) group.push(row)
    else groups.set(row.kind, [row])
  }
  return groups
}

/** The rows of one kind as PostgreSQL's JSON, in one statement. A row that is not there is left out. */
export async function recordedRows(
  sql: Sql,
  kind: LogKind,
  keys: readonly RecordKey[],
): Promise<Map<string, Row>> {
  const { wanted, values, samePart } = wantedOf(keys, kind.partColumn)
  const rows = await sql.query<{ id: string; part: number; row: Row }>(
    `SELECT w.id, w.part, to_jsonb(r) AS row
     FROM ${wanted} JOIN "${kind.tableName}" r ON r."${kind.idColumn}" = w.id ${samePart}`,
    values,
  )
  return new Map(rows.map(({ id, part, row }) => [rowKey({ recordId: id, part }), row]))
}

/** The words of those rows, as far as they are kept, each with the salt that binds them. */
export async function wordsOf(
  sql: Sql,
  kind: LogKind,
  keys: readonly RecordKey[],
): Promise<Map<string, Row>> {
  if (kind.wordsTable === null || kind.wordsIdColumn === null) return new Map()
  const { wanted, values, samePart } = wantedOf(keys, kind.partColumn)
  const columns = ['salt', ...kind.wordsColumns].map((column) => `'${column}', r."${column}"`)
  const rows = await sql.query<{ id: string; part: number; row: Row }>(
    `SELECT w.id, w.part, jsonb_build_object(${columns.join(', ')}) AS row
     FROM ${wanted} JOIN "${kind.wordsTable}" r ON r."${kind.wordsIdColumn}" = w.id ${samePart}`,
    values,
  )
  return new Map(rows.map(({ id, part, row }) => [rowKey({ recordId: id, part }), row]))
}

/**
 * The bounds let the planner pass over the months that cannot hold any of them. Names of tables and columns come from
 * log_kind, which only migrations write.
 */
function wantedOf(keys: readonly RecordKey[], partColumn: string | null) {
  const ids = keys.map(({ recordId }) => recordId)
  const sorted = [...ids].sort()
  return {
    wanted: 'unnest($1::uuid[], $2::int[]) AS w(id, part)',
    samePart: `${partColumn === null ? '' : `AND r."${partColumn}" = w.part`}
      AND w.id BETWEEN $3::uuid AND $4::uuid`,
    values: [ids, keys.map(({ part }) => part), sorted[0] ?? null, sorted.at(-1) ?? null],
  }
}
