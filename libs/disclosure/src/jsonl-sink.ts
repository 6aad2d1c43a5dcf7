import { CopyBinaryReader, instantMsAt, uuidAt } from './copy-binary.js'
import { GrowingBytes } from './growing-bytes.js'
import { writeInstant, writeJsonText, writeNumber, writeUuid } from './json-cells.js'
import type { ByteSink, RowPosition, RowSink } from './row-sink.js'
import type { ColumnType, ExportColumn } from './verdict-column.js'

const heldBytes = 256 * 1024
const nothing = Buffer.from('null')
const words = { true: Buffer.from('true'), false: Buffer.from('false') }

/** Each row as one line of JSON, written as bytes: rendered here, beside the database, it costs half of the time. */
export class JsonlSink implements RowSink {
  rows: bigint
  private readonly reader: CopyBinaryReader
  private readonly out = new GrowingBytes()
  private readonly cells: readonly { readonly key: Buffer; readonly type: ColumnType }[]
  private after: string | null
  private written: number

  constructor(
    private readonly file: ByteSink,
    from: RowPosition,
    columns: readonly ExportColumn[],
  ) {
    this.reader = new CopyBinaryReader(columns.length)
    this.cells = columns.map(({ name, type }, n) => ({
      key: Buffer.from(`${n === 0 ? '{' : ','}${JSON.stringify(name)}:`),
      type,
    }))
    this.rows = BigInt(from.rows)
    this.after = from.after
    this.written = from.bytes
  }

  async take(chunk: Buffer): Promise<void> {
    const { reader, out } = this
    reader.push(chunk)
    let taken = 0
    while (reader.next()) {
      this.line()
      taken++
      this.written = this.file.bytes + out.length
    }
    if (taken === 0) return
    this.rows += BigInt(taken)
    this.after = uuidAt(reader.bytes, reader.lastAt)
    if (out.length >= heldBytes) await this.flush()
  }

  /** Of what is appended: `flush` comes before a position is kept. */
  position(): RowPosition {
    return { bytes: this.written, rows: String(this.rows), after: this.after }
  }

  async flush(): Promise<void> {
    if (this.out.length === 0) return
    await this.file.append(Buffer.from(this.out.view))
    this.out.clear()
  }

  end(): Promise<void> {
    return this.flush()
  }

  private line(): void {
    const { reader, out } = this
    const { bytes, starts, lengths } = reader
    let n = 0
    for (const { key, type } of this.cells) {
      out.copyShort(key, 0, key.length)
      const length = lengths[n] ?? -1
      if (length === -1) out.copyShort(nothing, 0, 4)
      else this.cell(type, bytes, starts[n] ?? 0, length)
      n++
    }
    const end = out.claim(2)
    out.bytes[end] = 0x7d
    out.bytes[end + 1] = 0x0a
  }

  private cell(type: ColumnType, bytes: Buffer, at: number, length: number): void {
    const { out } = this
    switch (type) {
      case 'text':
        return writeJsonText(out, bytes, at, length)
      case 'uuid':
        return writeUuid(out, bytes, at)
      case 'boolean': {
        const word = bytes[at] === 1 ? words.true : words.false
        return out.copyShort(word, 0, word.length)
      }
      case 'integer':
        return writeNumber(out, bytes.readBigInt64BE(at))
      case 'float':
        return writeNumber(out, bytes.readDoubleBE(at))
      case 'instant':
        return writeInstant(out, instantMsAt(bytes, at))
      case 'list':
      case 'json':
        return out.copy(bytes, at, length)
    }
  }
}
