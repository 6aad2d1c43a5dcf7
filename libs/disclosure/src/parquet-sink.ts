import type { RowGroup } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { CopyBinaryReader, uuidAt } from './copy-binary.js'
import { ParquetChunk, schemaOf, type ChunkSizes } from './parquet-chunk.js'
import type { ByteSink, RowPosition, RowSink } from './row-sink.js'
import type { ExportColumn } from './verdict-column.js'

/** A row group ends at whichever comes first, so that memory is bounded whatever the rows hold. */
const mostRows = 16_384
const mostBytes = 8 * 2 ** 20

/** Of a row group: its rows, then of each column the sizes of dictionary, data, and both before compression. */
type GroupSizes = readonly number[]

/** A file is whole at the end of a row group; the footer, written last, needs the sizes of them all. */
export interface ParquetPosition extends RowPosition {
  readonly groups: readonly GroupSizes[]
}

const magic = Buffer.from('PAR1')

/** Rows gathered into row groups, a column at a time. */
export class ParquetSink implements RowSink {
  rows: bigint
  private readonly reader: CopyBinaryReader
  private readonly chunks: readonly ParquetChunk[]
  private readonly groups: GroupSizes[]
  private last: ParquetPosition
  private inGroup = 0
  private groupBytes = 0
  private lastId: string | null

  constructor(
    private readonly file: ByteSink,
    from: RowPosition,
    private readonly columns: readonly ExportColumn[],
  ) {
    this.reader = new CopyBinaryReader(columns.length)
    this.chunks = columns.map((column) => new ParquetChunk(column, mostRows))
    this.groups = [...('groups' in from ? (from as ParquetPosition).groups : [])]
    this.rows = BigInt(from.rows)
    this.lastId = from.after
    this.last = { ...from, groups: this.groups }
  }

  async take(chunk: Buffer): Promise<void> {
    const { reader, chunks } = this
    reader.push(chunk)
    while (reader.next()) {
      const { bytes, starts, lengths } = reader
      let n = 0
      for (const column of chunks) {
        column.add(bytes, starts[n] ?? 0, lengths[n] ?? -1)
        n++
      }
      this.inGroup++
      this.groupBytes += reader.rowBytes
      if (this.inGroup === mostRows || this.groupBytes >= mostBytes) {
        this.lastId = uuidAt(bytes, reader.lastAt)
        await this.endGroup()
      }
    }
  }

  async flush(): Promise<void> {
    // Whatever is whole is appended already.
  }

  position(): ParquetPosition {
    return this.last
  }

  async end(): Promise<void> {
    if (this.inGroup > 0) await this.endGroup()
    if (this.file.bytes === 0) await this.file.append(magic)
    await this.file.append(this.footer())
  }

  private async endGroup(): Promise<void> {
    if (this.file.bytes === 0) await this.file.append(magic)
    const sizes: number[] = [this.inGroup]
    for (const chunk of this.chunks) {
      const { dictionary, data, plain } = await chunk.finish((bytes) => this.file.append(bytes))
      sizes.push(dictionary, data, plain)
    }
    this.groups.push(sizes)
    this.rows += BigInt(this.inGroup)
    this.inGroup = 0
    this.groupBytes = 0
    const { rows, lastId: after, groups } = this
    this.last = { bytes: this.file.bytes, rows: String(rows), after, groups }
  }

  private footer(): Uint8Array {
    const writer = new ByteWriter()
    const root = { name: 'root', num_children: this.columns.length }
    const parquet = new ParquetWriter({
      ...{ writer, schema: [root, ...this.columns.map(schemaOf)], createdBy: 'assize' },
    })
    let offset = magic.length
    for (const group of this.groups) {
      const written = this.rowGroup(group, offset)
      parquet.row_groups.push(written)
      parquet.num_rows += written.num_rows
      offset += Number(written.total_compressed_size)
    }
    void parquet.finish()
    return writer.getBytes().subarray(magic.length)
  }

  private rowGroup([rows = 0, ...sizes]: GroupSizes, start: number): RowGroup {
    let offset = start
    const columns = this.chunks.map((chunk, n) => {
      const [dictionary = 0, data = 0, plain = 0] = sizes.slice(n * 3, n * 3 + 3)
      const parts: ChunkSizes = { dictionary, data, plain }
      const column = { file_offset: BigInt(offset), meta_data: chunk.metaAt(offset, rows, parts) }
      offset += dictionary + data
      return column
    })
    const plain = sizes.reduce((sum, size, n) => (n % 3 === 2 ? sum + size : sum), 0)
    return {
      columns,
      total_byte_size: BigInt(plain),
      num_rows: BigInt(rows),
      total_compressed_size: BigInt(offset - start),
    }
  }
}
