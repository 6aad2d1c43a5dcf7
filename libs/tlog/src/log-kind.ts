import { canonicalJson } from '@assize/kernel'

/** How the words of a record are bound by its commitment. */
export type WordsForm = 'object' | 'value' | 'text'

/** A row as PostgreSQL's to_jsonb writes it. */
export type Row = Readonly<Record<string, unknown>>

/** What an entry says of a kind of record, and where its words lie; one row of log_kind. */
export interface LogKind {
  readonly kind: string
  readonly tableName: string
  readonly idColumn: string
  readonly partColumn: string | null
  /** Columns an entry states openly. */
  readonly facts: readonly string[]
  readonly wordsTable: string | null
  readonly wordsIdColumn: string | null
  readonly wordsColumns: readonly string[]
  readonly wordsForm: string | null
}

/** The row without what it does not say: columns added later are null in older rows, and stay out of what binds them. */
export const stated = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined),
  )

/** What the commitment of a row binds under the salt of its words. */
export function wordsText(form: string, columns: readonly string[], words: Row): string {
  const [first = ''] = columns
  const value = words[first] ?? null
  if (form === 'text') return typeof value === 'string' ? value : ''
  if (form === 'value') return canonicalJson(value)
  return canonicalJson(Object.fromEntries(columns.map((column) => [column, words[column] ?? null])))
}
