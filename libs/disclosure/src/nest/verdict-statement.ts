import type { VerdictFilter } from '@assize/verdict'
import { conditionsOf, type VerdictReader } from '@assize/verdict/nest'
import type { WordKind } from '../export-job.js'
import { columnsWith, tablesFor, type SqlColumn } from './verdict-columns.js'

export interface RowsAsked {
  readonly filter: VerdictFilter
  readonly words: readonly WordKind[]
  /** What a row holds; every column the words allow unless told. The first must be the id. */
  readonly columns?: readonly SqlColumn[]
  /** Whose words a search may find; anybody's unless told. */
  readonly reader?: VerdictReader | null
  /** What was recorded later is left out. */
  readonly cutAt: Date
  /** The id of the last row written; null from the start. */
  readonly after: string | null
}

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Rows in the database's own binary form, lists and JSON as text. */
export function rowStatement(asked: RowsAsked): Statement {
  const { select, values } = rowsOf(asked, binaryCell)
  return { text: `COPY (${select}) TO STDOUT (FORMAT binary)`, values }
}

/** What a plain copy of the same rows is; the measure of the others. */
export function plainStatement(asked: RowsAsked): Statement {
  const { select, values } = rowsOf(asked, ({ sql }) => sql)
  return { text: `COPY (${select}) TO STDOUT`, values }
}

function binaryCell({ type, sql }: SqlColumn): string {
  if (type === 'list') return `array_to_json(${sql})::text`
  if (type === 'json') return `(${sql})::text`
  if (type === 'integer') return `(${sql})::int8`
  if (type === 'float') return `(${sql})::float8`
  return sql
}

export const columnsOf = ({ columns, words }: RowsAsked): readonly SqlColumn[] =>
  columns ?? columnsWith(words)

/** In order of id, so that a job can go on where it stopped. */
function rowsOf(
  asked: RowsAsked,
  cell: (column: SqlColumn) => string,
): {
  readonly select: string
  readonly values: readonly unknown[]
} {
  const conditions = conditionsOf(asked.filter, asked.reader ?? null)
  conditions.add('v.recorded_at <= ?', asked.cutAt)
  if (asked.after) {
    conditions.add('l.verdict_id > ?::uuid', asked.after)
    // The same for the other side of the join: the planner infers it for equality only.
    conditions.add('v.id > ?::uuid', asked.after)
  }
  const select = `SELECT ${columnsOf(asked).map(cell).join(', ')}
    FROM ${tablesFor(asked.words)} WHERE ${conditions.where} ORDER BY l.verdict_id`
  return { select, values: conditions.values }
}
