import type { WordKind } from './export-job.js'

export const columnTypes = [
  'text',
  'uuid',
  'boolean',
  'integer',
  'float',
  'instant',
  'list',
  'json',
] as const
export type ColumnType = (typeof columnTypes)[number]

/** A column of an export: its name in the file, its type, and the words it holds, if it holds any. */
export interface ExportColumn {
  readonly name: string
  readonly type: ColumnType
  readonly words?: WordKind
  /** Its values are few: a file names each once. */
  readonly repeats?: true
}
