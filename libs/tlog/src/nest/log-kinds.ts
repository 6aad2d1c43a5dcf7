import type { Sql } from '@assize/platform'
import type { LogKind } from '../index.js'

/** What the migrations say of each kind of record, by kind. */
export async function readLogKinds(sql: Sql): Promise<ReadonlyMap<string, LogKind>> {
  const kinds = await sql.query<LogKind>(
    `SELECT kind, table_name AS "tableName", id_column AS "idColumn", part_column AS "partColumn",
       facts, words_table AS "wordsTable", words_id_column AS "wordsIdColumn",
       coalesce(words_columns, '{}') AS "wordsColumns", words_form AS "wordsForm"
     FROM log_kind ORDER BY kind`,
  )
  return new Map(kinds.map((kind) => [kind.kind, kind]))
}
