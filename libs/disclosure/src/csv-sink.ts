import { stringify } from 'csv-stringify/sync'
import { CopyBinaryReader, textAt, uuidAt } from './copy-binary.js'
import type { ByteSink, RowPosition, RowSink } from './row-sink.js'
import type { ExportColumn } from './verdict-column.js'

type Cell = string | null

/** Lines as RFC 4180 has them; a cell that a spreadsheet would take for a formula gets a quote before it. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  stringify(rows as Cell[][], { record_delimiter: 'windows', escape_formulas: true })

/** Rows as comma-separated text, under a header. An absent value is an empty cell. */
export class CsvSink implements RowSink {
  rows: bigint
  private readonly reader: CopyBinaryReader
  private after: string | null

  constructor(
    private readonly file: ByteSink,
    from: RowPosition,
    private readonly columns: readonly ExportColumn[],
  ) {
    this.reader = new CopyBinaryReader(columns.length)
    this.rows = BigInt(from.rows)
    this.after = from.after
  }

  async take(chunk: Buffer): Promise<void> {
    await this.writeHeader()
    const { reader } = this
    reader.push(chunk)
    const rows: Cell[][] = []
    while (reader.next()) {
      rows.push(this.cells())
      this.after = uuidAt(reader.bytes, reader.starts[0] ?? 0)
    }
    this.rows += BigInt(rows.length)
    if (rows.length > 0) await this.file.append(Buffer.from(csvLines(rows)))
  }

  async flush(): Promise<void> {
    // Whatever is whole is appended already.
  }

  position(): RowPosition {
    return { bytes: this.file.bytes, rows: String(this.rows), after: this.after }
  }

  end(): Promise<void> {
    return this.writeHeader()
  }

  private cells(): Cell[] {
    const { bytes, starts, lengths } = this.reader
    return this.columns.map(({ type }, n) => {
      const length = lengths[n] ?? -1
      return length === -1 ? null : textAt(bytes, starts[n] ?? 0, length, type)
    })
  }

  private async writeHeader(): Promise<void> {
    if (this.file.bytes === 0)
      await this.file.append(Buffer.from(csvLines([this.columns.map(({ name }) => name)])))
  }
}
