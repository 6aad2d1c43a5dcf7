import type { ColumnType } from './verdict-column.js'

const headerLength = 19
const epoch2000Ms = 946_684_800_000

/**
 * Reads PostgreSQL's binary copy format as it comes, in chunks cut anywhere. A row is the places of its fields in
 * `bytes`; the arrays are reused, so a row is to be read before the next one is asked for.
 * Source: PostgreSQL 18, COPY, binary format.
 */
export class CopyBinaryReader {
  bytes: Buffer = Buffer.alloc(0)
  /** Where each field of the row starts. */
  readonly starts: Int32Array
  /** How long each field is; -1 is null. */
  readonly lengths: Int32Array
  /** Of the row, with its lengths. */
  rowBytes = 0
  /** Where the first field of the row before the next one starts. */
  lastAt = 0
  private at = 0
  private begun = false
  private ended = false

  constructor(private readonly fields: number) {
    this.starts = new Int32Array(fields)
    this.lengths = new Int32Array(fields)
  }

  push(chunk: Buffer): void {
    const rest = this.bytes.length - this.at
    this.bytes = rest === 0 ? chunk : Buffer.concat([this.bytes.subarray(this.at), chunk])
    this.at = 0
    if (this.begun || this.bytes.length < headerLength) return
    this.at = headerLength
    this.begun = true
  }

  /** Goes to the next whole row; false when there is none yet, or none any more. */
  next(): boolean {
    if (!this.begun || this.ended) return false
    const { bytes } = this
    let at = this.at
    if (at + 2 > bytes.length) return false
    const fields = bytes.readInt16BE(at)
    if (fields === -1) {
      this.ended = true
      return false
    }
    if (fields !== this.fields)
      throw new TypeError(`expected ${this.fields} fields in a row, saw ${fields}`)
    at += 2
    for (let n = 0; n < fields; n++) {
      if (at + 4 > bytes.length) return false
      const length = bytes.readInt32BE(at)
      at += 4
      this.starts[n] = at
      this.lengths[n] = length
      if (length > 0) at += length
    }
    if (at > bytes.length) return false
    this.rowBytes = at - this.at
    this.lastAt = this.starts[0] ?? 0
    this.at = at
    return true
  }
}

export const uuidAt = (bytes: Buffer, at: number): string => {
  const hex = bytes.toString('hex', at, at + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Microseconds since 2000, of which the record keeps milliseconds. */
export const instantMsAt = (bytes: Buffer, at: number): number =>
  (bytes.readInt32BE(at) * 4_294_967_296 + bytes.readUInt32BE(at + 4)) / 1_000 + epoch2000Ms

/** A field as text, as a person reads it. */
export function textAt(bytes: Buffer, at: number, length: number, type: ColumnType): string {
  switch (type) {
    case 'uuid':
      return uuidAt(bytes, at)
    case 'boolean':
      return bytes[at] === 1 ? 'true' : 'false'
    case 'integer':
      return bytes.readBigInt64BE(at).toString()
    case 'float':
      return String(bytes.readDoubleBE(at))
    case 'instant':
      return new Date(instantMsAt(bytes, at)).toISOString()
    case 'text':
    case 'list':
    case 'json':
      return bytes.toString('utf8', at, at + length)
  }
}
