import type { Database } from '@assize/platform'
import type { ExportFormat } from '../export-format.js'
import type { RowPosition, RowSink } from '../row-sink.js'
import { rowSinkFor } from '../row-sinks.js'
import { copyOut } from './copy-out.js'
import type { ExportFile } from './export-files.js'
import { columnsOf, rowStatement, type RowsAsked } from './verdict-statement.js'

const keepEveryMs = 250

export interface RowsToFile {
  readonly format: ExportFormat
  readonly asked: RowsAsked
  readonly file: ExportFile
  readonly from: RowPosition
}

/** Copies rows from the database to a file, and has kept, a few times a second, how far the file is whole. */
export async function copyRows(
  database: Database,
  { format, asked, file, from }: RowsToFile,
  { keep }: { readonly keep: (position: RowPosition) => Promise<void> },
): Promise<RowSink> {
  const sink = rowSinkFor(format, file, from, columnsOf(asked))
  let keptAt = performance.now()
  let kept = from.rows
  for await (const chunk of copyOut(database, rowStatement(asked))) {
    await sink.take(chunk)
    if (performance.now() - keptAt < keepEveryMs) continue
    const position = sink.position()
    if (position.rows === kept) continue
    await sink.flush()
    await file.sync()
    await keep(position)
    kept = position.rows
    keptAt = performance.now()
  }
  await sink.end()
  return sink
}
