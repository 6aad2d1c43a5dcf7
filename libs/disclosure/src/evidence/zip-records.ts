/** One file in a zip, as both of its headers tell of it. Source: APPNOTE.TXT 6.3.10, as all of this file. */
export interface ZipEntry {
  readonly path: string
  readonly crc32: number
  /** Deflated, or as it is. */
  readonly deflated: boolean
  readonly sizeBytes: number
  readonly storedBytes: number
  /** Where its local header starts. */
  readonly offset: number
}

const limit32 = 0xffff_ffff
const limit16 = 0xffff
const utf8Names = 0x0800
/** 1 January 1980, midnight: every file has the same time, whatever the clock and its zone say. */
const dosDate = 0x0021
const regularFile = (0o100644 << 16) >>> 0

class Fields {
  private readonly parts: Buffer[] = []

  u16(...values: number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(2)
      bytes.writeUInt16LE(value)
      this.parts.push(bytes)
    }
    return this
  }

  u32(...values: number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32LE(value)
      this.parts.push(bytes)
    }
    return this
  }

  u64(...values: number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(8)
      bytes.writeBigUInt64LE(BigInt(value))
      this.parts.push(bytes)
    }
    return this
  }

  put(...more: Uint8Array[]): this {
    this.parts.push(...more.map((bytes) => Buffer.from(bytes)))
    return this
  }

  bytes(): Buffer {
    return Buffer.concat(this.parts)
  }
}

const isLarge = ({ sizeBytes, storedBytes }: ZipEntry): boolean =>
  sizeBytes >= limit32 || storedBytes >= limit32

/** What stands before the bytes of a file. */
export function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.path)
  const large = isLarge(entry)
  const extra = large
    ? new Fields().u16(1, 16).u64(entry.sizeBytes, entry.storedBytes).bytes()
    : Buffer.alloc(0)
  return new Fields()
    .u32(0x04034b50)
    .u16(large ? 45 : 20, utf8Names, entry.deflated ? 8 : 0, 0, dosDate)
    .u32(entry.crc32, ...(large ? [limit32, limit32] : [entry.storedBytes, entry.sizeBytes]))
    .u16(name.length, extra.length)
    .put(name, extra)
    .bytes()
}

/** What stands in the directory at the end of the zip. */
export function directoryHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.path)
  const large = isLarge(entry)
  const far = entry.offset >= limit32
  const wide = [
    ...(large ? [entry.sizeBytes, entry.storedBytes] : []),
    ...(far ? [entry.offset] : []),
  ]
  const extra =
    wide.length > 0
      ? new Fields()
          .u16(1, wide.length * 8)
          .u64(...wide)
          .bytes()
      : Buffer.alloc(0)
  return new Fields()
    .u32(0x02014b50)
    .u16((3 << 8) | 45, large || far ? 45 : 20, utf8Names, entry.deflated ? 8 : 0, 0, dosDate)
    .u32(entry.crc32, ...(large ? [limit32, limit32] : [entry.storedBytes, entry.sizeBytes]))
    .u16(name.length, extra.length, 0, 0, 0)
    .u32(regularFile, far ? limit32 : entry.offset)
    .put(name, extra)
    .bytes()
}

/** What ends the zip: how many files there are, and where their directory lies. */
export function endRecords(entries: number, directoryBytes: number, offset: number): Buffer {
  const far = entries >= limit16 || directoryBytes >= limit32 || offset >= limit32
  const fields = new Fields()
  if (far)
    fields
      .u32(0x06064b50)
      .u64(44)
      .u16((3 << 8) | 45, 45)
      .u32(0, 0)
      .u64(entries, entries, directoryBytes, offset)
      .u32(0x07064b50, 0)
      .u64(offset + directoryBytes)
      .u32(1)
  const count = far ? limit16 : entries
  return fields
    .u32(0x06054b50)
    .u16(0, 0, count, count)
    .u32(far ? limit32 : directoryBytes, far ? limit32 : offset)
    .u16(0)
    .bytes()
}
