import { open, type FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { PackageSource } from '@assize/disclosure'

interface Place {
  readonly offset: number
  readonly storedBytes: number
  readonly deflated: boolean
}

const endSignature = 0x06054b50
const farLocatorSignature = 0x07064b50
const farEndSignature = 0x06064b50
const headerSignature = 0x02014b50
const localSignature = 0x04034b50
const limit32 = 0xffff_ffff

/** What is not a zip, or one that says of itself what cannot be. */
export class ZipFault extends Error {}

/** A package as it was made, read where it lies. Source: APPNOTE.TXT 6.3.10. */
export class ZipPackage extends PackageSource {
  private constructor(
    private readonly file: FileHandle,
    private readonly places: ReadonlyMap<string, Place>,
  ) {
    super()
  }

  static async open(path: string): Promise<ZipPackage> {
    const file = await open(path, 'r')
    try {
      return new ZipPackage(file, await readDirectory(file))
    } catch (error) {
      await file.close()
      throw error
    }
  }

  paths(): Promise<readonly string[]> {
    return Promise.resolve([...this.places.keys()])
  }

  async *read(path: string): AsyncGenerator<Uint8Array> {
    const place = this.places.get(path)
    if (!place) throw new ZipFault(`expected ${path} in the zip`)
    const header = await bytesAt(this.file, place.offset, 30)
    if (header.readUInt32LE(0) !== localSignature) throw malformed()
    const start = place.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    const stored = piecesOf(this.file, start, place.storedBytes)
    if (!place.deflated) return yield* stored
    const inflate = createInflateRaw()
    const fed = pipeline(stored, inflate).catch((error: unknown) => inflate.destroy(error as Error))
    try {
      yield* inflate as AsyncIterable<Uint8Array>
    } catch (cause) {
      throw new ZipFault(`${path} does not unpack: it was damaged`, { cause })
    }
    await fed
  }

  close(): Promise<void> {
    return this.file.close()
  }
}

const pieceBytes = 256 * 1024

async function* piecesOf(file: FileHandle, start: number, length: number) {
  for (let at = 0; at < length; at += pieceBytes)
    yield await bytesAt(file, start + at, Math.min(pieceBytes, length - at))
}

async function readDirectory(file: FileHandle): Promise<ReadonlyMap<string, Place>> {
  const { size } = await file.stat()
  const tail = await bytesAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const at = tail.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (at < 0 || tail.readUInt32LE(at) !== endSignature) throw malformed()
  let [entries, bytes, offset] = [
    tail.readUInt16LE(at + 10),
    tail.readUInt32LE(at + 12),
    tail.readUInt32LE(at + 16),
  ]
  if (entries === 0xffff || bytes === limit32 || offset === limit32) {
    if (at < 20 || tail.readUInt32LE(at - 20) !== farLocatorSignature) throw malformed()
    const end = await bytesAt(file, toNumber(tail.readBigUInt64LE(at - 12)), 56)
    if (end.readUInt32LE(0) !== farEndSignature) throw malformed()
    entries = toNumber(end.readBigUInt64LE(32))
    bytes = toNumber(end.readBigUInt64LE(40))
    offset = toNumber(end.readBigUInt64LE(48))
  }
  if (offset + bytes > size) throw malformed()
  return placesIn(await bytesAt(file, offset, bytes), entries)
}

function placesIn(directory: Buffer, entries: number): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  let at = 0
  for (let n = 0; n < entries; n++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== headerSignature)
      throw malformed()
    const method = directory.readUInt16LE(at + 10)
    const [nameBytes, extraBytes, noteBytes] = [28, 30, 32].map((field) =>
      directory.readUInt16LE(at + field),
    ) as [number, number, number]
    const name = directory.toString('utf8', at + 46, at + 46 + nameBytes)
    const extra = directory.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes)
    const wide = wideFields(extra)
    const sizeBytes = directory.readUInt32LE(at + 24)
    const stored = directory.readUInt32LE(at + 20)
    const start = directory.readUInt32LE(at + 42)
    if (sizeBytes === limit32) wide.shift()
    const storedBytes = stored === limit32 ? toNumber(wide.shift() ?? 0n) : stored
    const offset = start === limit32 ? toNumber(wide.shift() ?? 0n) : start
    if (method !== 0 && method !== 8)
      throw new ZipFault(`${name} is packed in a way we do not read`)
    if (places.has(name)) throw new ZipFault(`the zip holds ${name} twice`)
    if (!name.endsWith('/')) places.set(name, { offset, storedBytes, deflated: method === 8 })
    at += 46 + nameBytes + extraBytes + noteBytes
  }
  return places
}

/** The 64-bit fields of an entry, in the order they stand for fields that overflowed. */
function wideFields(extra: Buffer): bigint[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)]
    if (id === 1) {
      const fields = extra.subarray(at + 4, at + 4 + length)
      return Array.from({ length: Math.floor(fields.length / 8) }, (_, n) =>
        fields.readBigUInt64LE(8 * n),
      )
    }
    at += 4 + length
  }
  return []
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  if (bytesRead < length) throw malformed()
  return bytes
}

function toNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed()
  return Number(value)
}

const malformed = () => new ZipFault('expected a zip, saw one that is cut off or none at all')
