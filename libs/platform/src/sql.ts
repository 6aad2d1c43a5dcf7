/** The least a statement needs: a pooled connection, or one inside a transaction. */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>
}

/** A transaction, into which many rows go by `COPY`. */
export interface BulkSql extends Sql {
  copyRows(table: string, rows: readonly Row[]): Promise<void>
}

/** From so many rows on, `COPY` is worth the round trip it costs. */
const copiedFrom = 64

const isBulk = (sql: Sql, rows: readonly Row[]): sql is BulkSql =>
  rows.length >= copiedFrom && 'copyRows' in sql

type Cell =
  string | number | bigint | boolean | null | Date | Uint8Array | readonly string[] | object

/** A row with the database's own column names. */
export type Row = Readonly<Record<string, Cell | undefined>>

/**
 * Inserts rows in one statement, many of them in a transaction by `COPY`, and answers how many were new. All rows have the columns of the first one.
 * `onConflict: 'ignore'` keeps the first bytes that arrived: every writer may run twice.
 */
export async function insertRows(
  sql: Sql,
  table: string,
  rows: readonly Row[],
  options: { readonly onConflict?: 'ignore' } = {},
): Promise<number> {
  const [first] = rows
  if (!first) return 0
  if (options.onConflict === undefined && isBulk(sql, rows)) {
    await sql.copyRows(table, rows)
    return rows.length
  }
  const insert = insertion(table, first, options.onConflict)
  const inserted = await sql.query<{ n: number }>(
    `WITH inserted AS (${insert} RETURNING 1) SELECT count(*)::int AS n FROM inserted`,
    [toJson(rows)],
  )
  return inserted[0]?.n ?? 0
}

/** As `insertRows` with conflicts ignored; answers the `key` of each row that was new. */
export async function insertNew(
  sql: Sql,
  table: string,
  rows: readonly Row[],
  key: string,
): Promise<ReadonlySet<string>> {
  const [first] = rows
  if (!first) return new Set()
  if (isBulk(sql, rows) && (await areAllCopied(sql, table, rows)))
    return new Set(rows.map((row) => row[key] as string))
  const insert = insertion(table, first, 'ignore')
  const inserted = await sql.query<{ key: string }>(`${insert} RETURNING "${key}" AS key`, [
    toJson(rows),
  ])
  return new Set(inserted.map((row) => row.key))
}

/** False, and nothing written, where one of them is there already: then each is looked at. */
async function areAllCopied(sql: BulkSql, table: string, rows: readonly Row[]): Promise<boolean> {
  await sql.query('SAVEPOINT copied')
  try {
    await sql.copyRows(table, rows)
    await sql.query('RELEASE SAVEPOINT copied')
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code !== uniqueViolation) throw error
    await sql.query('ROLLBACK TO SAVEPOINT copied')
    return false
  }
}

const uniqueViolation = '23505'

function insertion(table: string, first: Row, onConflict: 'ignore' | undefined): string {
  const columns = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(', ')
  return `INSERT INTO "${table}" (${columns})
     SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1::json)
     ${onConflict === 'ignore' ? 'ON CONFLICT DO NOTHING' : ''}`
}

/** Bytes travel as PostgreSQL's hex form, instants as ISO 8601, big integers as digits. */
function toJson(rows: readonly Row[]): string {
  return JSON.stringify(rows, function (this: Record<string, unknown>, key, value: unknown) {
    const raw = this[key]
    if (raw instanceof Uint8Array) return `\\x${Buffer.from(raw).toString('hex')}`
    return typeof value === 'bigint' ? value.toString() : value
  })
}
