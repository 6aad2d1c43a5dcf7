import type { ColumnMetaData, SchemaElement } from 'hyparquet'
import { ByteWriter } from 'hyparquet-writer'
import { snappyCompress } from 'hyparquet-writer/src/snappy.js'
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js'
import { GrowingBytes } from './growing-bytes.js'
import {
  DictionaryText,
  PlainBoolean,
  PlainInstant,
  PlainNumber,
  PlainText,
  PlainUuid,
  type ColumnValues,
} from './parquet-values.js'
import type { ExportColumn } from './verdict-column.js'

/** How long the parts of a column chunk are: what a footer needs to find them again. */
export interface ChunkSizes {
  /** Of the dictionary page with its header; 0 where there is none. */
  readonly dictionary: number
  readonly data: number
  /** Of both, with headers, before compression. */
  readonly plain: number
}

const page = { data: 0, dictionary: 2 } as const
const encoding = { plain: 0, rle: 3, dictionary: 8 } as const

/** The part of one column that lies in one row group: which rows have a value, and the values. */
export class ParquetChunk {
  private readonly values: ColumnValues
  private readonly present: Uint8Array
  private readonly body = new GrowingBytes()
  private readonly compressed: boolean
  private rows = 0
  private nulls = 0

  constructor(
    private readonly column: ExportColumn,
    mostRows: number,
  ) {
    this.values = valuesFor(column, mostRows)
    this.present = new Uint8Array(mostRows)
    this.compressed = column.words !== undefined
  }

  add(bytes: Buffer, at: number, length: number): void {
    if (length === -1) {
      this.present[this.rows++] = 0
      this.nulls++
    } else {
      this.present[this.rows++] = 1
      this.values.add(bytes, at, length)
    }
  }

  /** Hands the pages to `append`, and starts anew. */
  async finish(append: (bytes: Uint8Array) => Promise<void>): Promise<ChunkSizes> {
    const { dictionary } = this.values
    let plain = 0
    const write = async (header: (size: number) => object, bytes: Buffer, count: number) => {
      const kept = this.compressed ? snappyCompress(bytes) : Uint8Array.from(bytes)
      const head = headerBytes({
        field_2: bytes.length,
        field_3: kept.length,
        ...header(count),
      })
      await append(head)
      await append(kept)
      plain += head.length + bytes.length
      return head.length + kept.length
    }
    const dictionarySize = dictionary
      ? await write(dictionaryHeader, dictionary.bytes, dictionary.count)
      : 0
    this.levels()
    this.values.into(this.body)
    const header = dataHeader(dictionary ? encoding.dictionary : encoding.plain)
    const data = await write(header, this.body.view, this.rows)
    this.clear()
    return { dictionary: dictionarySize, data, plain }
  }

  /** Which rows have a value, in the run-length form that has its size before it. */
  private levels(): void {
    const { body } = this
    const at = body.claim(4)
    if (this.nulls === 0) body.run(1, this.rows)
    else if (this.nulls === this.rows) body.run(0, this.rows)
    else body.packed(this.present, this.rows, 1)
    body.bytes.writeUInt32LE(body.length - at - 4, at)
  }

  private clear(): void {
    this.values.clear()
    this.body.clear()
    this.rows = 0
    this.nulls = 0
  }

  metaAt(offset: number, rows: number, sizes: ChunkSizes): ColumnMetaData {
    const { dictionary, data, plain } = sizes
    return {
      type: schemaOf(this.column).type ?? 'BYTE_ARRAY',
      encodings: dictionary > 0 ? ['PLAIN', 'RLE', 'RLE_DICTIONARY'] : ['PLAIN', 'RLE'],
      path_in_schema: [this.column.name],
      codec: this.compressed ? 'SNAPPY' : 'UNCOMPRESSED',
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(plain),
      total_compressed_size: BigInt(dictionary + data),
      data_page_offset: BigInt(offset + dictionary),
      ...(dictionary > 0 && { dictionary_page_offset: BigInt(offset) }),
    }
  }
}

const dictionaryHeader = (count: number): object => ({
  field_1: page.dictionary,
  field_7: { field_1: count, field_2: encoding.plain },
})

const dataHeader = (valuesIn: number) => (count: number) => ({
  field_1: page.data,
  field_5: { field_1: count, field_2: valuesIn, field_3: encoding.rle, field_4: encoding.rle },
})

function headerBytes(fields: Record<string, unknown>): Uint8Array {
  const writer = new ByteWriter()
  const inOrder = Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)))
  serializeTCompactProtocol(writer, inOrder)
  return writer.getBytes()
}

function valuesFor(column: ExportColumn, mostRows: number): ColumnValues {
  switch (column.type) {
    case 'uuid':
      return new PlainUuid()
    case 'boolean':
      return new PlainBoolean(mostRows)
    case 'integer':
    case 'float':
      return new PlainNumber()
    case 'instant':
      return new PlainInstant()
    case 'text':
    case 'list':
    case 'json':
      return column.repeats ? new DictionaryText(mostRows) : new PlainText()
  }
}

/** How Parquet names the type of a column. Every column may be null. */
export function schemaOf({ name, type }: ExportColumn): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  switch (type) {
    case 'text':
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
    case 'list':
    case 'json':
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'JSON' }
    case 'uuid':
      return {
        ...{ ...optional, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16 },
        logical_type: { type: 'UUID' },
      }
    case 'boolean':
      return { ...optional, type: 'BOOLEAN' }
    case 'integer':
      return { ...optional, type: 'INT64' }
    case 'float':
      return { ...optional, type: 'DOUBLE' }
    case 'instant':
      return { ...optional, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }
  }
}
