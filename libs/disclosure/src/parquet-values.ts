import { instantMsAt } from './copy-binary.js'
import { GrowingBytes } from './growing-bytes.js'

/** The values of one column in one row group, as PLAIN or dictionary encoding has them; nulls are left out. */
export interface ColumnValues {
  add(bytes: Buffer, at: number, length: number): void
  /** Distinct values in PLAIN encoding; null where the column has no dictionary. */
  readonly dictionary: { readonly bytes: Buffer; readonly count: number } | null
  /** Writes the values. */
  into(target: GrowingBytes): void
  clear(): void
}

/** Text as it is, each with its length. */
export class PlainText implements ColumnValues {
  readonly dictionary = null
  private readonly data = new GrowingBytes()

  add(bytes: Buffer, at: number, length: number): void {
    this.data.uint32(length)
    if (length < 64) this.data.copyShort(bytes, at, length)
    else this.data.copy(bytes, at, length)
  }

  into(target: GrowingBytes): void {
    target.copy(this.data.bytes, 0, this.data.length)
  }

  clear(): void {
    this.data.clear()
  }
}

/** Text that repeats: every distinct one once, and for each row its number. */
export class DictionaryText implements ColumnValues {
  private readonly known = new Map<string, number>()
  private readonly distinct = new GrowingBytes()
  private readonly indices: Uint16Array
  /** Where each distinct value starts, and the last ends. */
  private readonly places: Int32Array
  private readonly recent = new Int32Array(64).fill(-1)
  private count = 0

  /** `most` rows in a group, at most 65,536. */
  constructor(most: number) {
    this.indices = new Uint16Array(most)
    this.places = new Int32Array(most + 1)
  }

  add(bytes: Buffer, at: number, length: number): void {
    // Most values are those of the row before: they are found by their looks, without making a string of them.
    const slot =
      length === 0 ? 0 : (length + 31 * (bytes[at] ?? 0) + 17 * (bytes[at + length - 1] ?? 0)) & 63
    let index = this.recent[slot] ?? -1
    if (index === -1 || !this.isSame(index, bytes, at, length)) {
      index = this.indexOf(bytes, at, length)
      this.recent[slot] = index
    }
    this.indices[this.count++] = index
  }

  private isSame(index: number, bytes: Buffer, at: number, length: number): boolean {
    const start = this.places[index] ?? 0
    if ((this.places[index + 1] ?? 0) - start - 4 !== length) return false
    const known = this.distinct.bytes
    for (let n = 0; n < length; n++) if (known[start + 4 + n] !== bytes[at + n]) return false
    return true
  }

  private indexOf(bytes: Buffer, at: number, length: number): number {
    const key = bytes.toString('latin1', at, at + length)
    const known = this.known.get(key)
    if (known !== undefined) return known
    const index = this.known.size
    this.known.set(key, index)
    this.distinct.uint32(length)
    this.distinct.copy(bytes, at, length)
    this.places[index + 1] = this.distinct.length
    return index
  }

  get dictionary() {
    return { bytes: this.distinct.view, count: this.known.size }
  }

  into(target: GrowingBytes): void {
    const width = Math.max(1, 32 - Math.clz32(this.known.size - 1))
    target.bytes[target.claim(1)] = this.known.size < 2 ? 1 : width
    if (this.known.size < 2) target.run(0, this.count)
    else target.packed(this.indices, this.count, width)
  }

  clear(): void {
    this.known.clear()
    this.distinct.clear()
    this.recent.fill(-1)
    this.count = 0
  }
}

/** 16 bytes each. */
export class PlainUuid implements ColumnValues {
  readonly dictionary = null
  private readonly data = new GrowingBytes()

  add(bytes: Buffer, at: number): void {
    this.data.copyShort(bytes, at, 16)
  }

  into(target: GrowingBytes): void {
    target.copy(this.data.bytes, 0, this.data.length)
  }

  clear(): void {
    this.data.clear()
  }
}

/** Eight bytes each, turned from the database's order to Parquet's. */
export class PlainNumber implements ColumnValues {
  readonly dictionary = null
  private readonly data = new GrowingBytes()

  add(bytes: Buffer, at: number): void {
    const to = this.data.claim(8)
    const { bytes: target } = this.data
    for (let n = 0; n < 8; n++) target[to + n] = bytes[at + 7 - n] ?? 0
  }

  into(target: GrowingBytes): void {
    target.copy(this.data.bytes, 0, this.data.length)
  }

  clear(): void {
    this.data.clear()
  }
}

/** Milliseconds since 1970. */
export class PlainInstant implements ColumnValues {
  readonly dictionary = null
  private readonly data = new GrowingBytes()

  add(bytes: Buffer, at: number): void {
    const ms = Math.round(instantMsAt(bytes, at))
    const high = Math.floor(ms / 4_294_967_296)
    this.data.uint32(ms - high * 4_294_967_296)
    this.data.bytes.writeInt32LE(high, this.data.claim(4))
  }

  into(target: GrowingBytes): void {
    target.copy(this.data.bytes, 0, this.data.length)
  }

  clear(): void {
    this.data.clear()
  }
}

/** A bit each. */
export class PlainBoolean implements ColumnValues {
  readonly dictionary = null
  private readonly bits: Uint8Array
  private count = 0

  constructor(most: number) {
    this.bits = new Uint8Array(most)
  }

  add(bytes: Buffer, at: number): void {
    this.bits[this.count++] = bytes[at] ?? 0
  }

  into(target: GrowingBytes): void {
    const size = Math.ceil(this.count / 8)
    const to = target.claim(size)
    target.bytes.fill(0, to, to + size)
    for (let n = 0; n < this.count; n++)
      if (this.bits[n] === 1) {
        const byte = to + (n >> 3)
        target.bytes[byte] = (target.bytes[byte] ?? 0) | (1 << (n & 7))
      }
  }

  clear(): void {
    this.count = 0
  }
}
