import { CsvSink } from './csv-sink.js'
import type { ExportFormat } from './export-format.js'
import { JsonlSink } from './jsonl-sink.js'
import { ParquetSink } from './parquet-sink.js'
import type { ByteSink, RowPosition, RowSink } from './row-sink.js'
import type { ExportColumn } from './verdict-column.js'

/** The writer of a format, at the start of a file or going on with one. */
export function rowSinkFor(
  format: ExportFormat,
  file: ByteSink,
  from: RowPosition,
  columns: readonly ExportColumn[],
): RowSink {
  switch (format) {
    case 'jsonl':
      return new JsonlSink(file, from, columns)
    case 'csv':
      return new CsvSink(file, from, columns)
    case 'parquet':
      return new ParquetSink(file, from, columns)
  }
}
