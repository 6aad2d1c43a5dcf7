import { inflateSync, type Zlib } from 'node:zlib'
import { sha1Hex } from '@assize/kernel'
import { deltaSizes } from './apply-delta.js'
import { GitError } from './git-error.js'
import type { ObjectType, Oid } from './git-object.js'
import { unpackedBound, type Pause, type PushLimits } from './push-limits.js'

/** One entry as it lies in the pack: an object, or what makes one of another. */
export type PackEntry = { readonly offset: number; readonly bytes: Buffer } & (
  | { readonly kind: ObjectType }
  | { readonly kind: 'on-offset'; readonly base: number }
  | { readonly kind: 'on-oid'; readonly base: Oid }
)

const kinds: Readonly<Record<number, ObjectType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' }
const onOffset = 6
const onOid = 7
const trailerBytes = 20
const entriesATurn = 256

/**
 * Reads the entries of a pack one by one. What an entry says of its size counts before it is unpacked, and unpacking stops
 * there: a pack that would grow beyond the limits is refused at the cost of what fits into them. Others get their turn
 * in between. Throws `PACK_REFUSED`. Source: git's pack-format, version 2.
 */
export async function scanPack(
  pack: Buffer,
  limits: PushLimits,
  pause: Pause,
): Promise<PackEntry[]> {
  const count = countIn(pack)
  if (count > limits.objects)
    throw refused(`at most ${limits.objects} objects in a push, saw ${count}`)
  const end = pack.length - trailerBytes
  if (pack.toString('hex', end) !== sha1Hex(pack.subarray(0, end)))
    throw refused('a pack with the checksum at its end')
  const budget = new Budget(limits, pack.length)
  const entries: PackEntry[] = []
  let at = 12
  while (entries.length < count) {
    const { entry, next } = readEntry(pack, at, end, budget)
    entries.push(entry)
    at = next
    if (entries.length % entriesATurn === 0) await pause()
  }
  if (at !== end) throw refused('a pack that ends with its last object')
  return entries
}

function countIn(pack: Buffer): number {
  if (pack.length < 12 + trailerBytes || pack.toString('latin1', 0, 4) !== 'PACK')
    throw refused('a pack')
  if (pack.readUInt32BE(4) !== 2) throw refused('a pack of version 2')
  return pack.readUInt32BE(8)
}

/** Keeps count of what the objects of one pack take once unpacked. */
class Budget {
  private left: number
  private readonly bound: number

  constructor(
    private readonly limits: PushLimits,
    packBytes: number,
  ) {
    this.bound = unpackedBound(limits, packBytes)
    this.left = this.bound
  }

  spend(kind: ObjectType, bytes: number): void {
    const most = this.limits.objectBytes[kind]
    if (bytes > most) throw refused(`a ${kind} of at most ${most} bytes, saw ${bytes}`)
    this.left -= bytes
    if (this.left < 0)
      throw refused(`a pack of this size to unpack to at most ${this.bound} bytes, saw more`)
  }
}

function readEntry(
  pack: Buffer,
  offset: number,
  end: number,
  budget: Budget,
): { entry: PackEntry; next: number } {
  const { type, size, next } = headerAt(pack, offset, end)
  const kind = kinds[type]
  if (kind) {
    budget.spend(kind, size)
    const { bytes, after } = inflateAt(pack, next, end, size)
    return { entry: { kind, offset, bytes }, next: after }
  }
  const base = type === onOffset ? offsetAt(pack, next, end) : null
  if (!base && type !== onOid) throw refused('objects of a kind git knows')
  const start = base ? base.next : next + 20
  // A delta copies from something that was counted or is known; what it makes counts as the largest kind may.
  budget.spend('blob', size)
  const { bytes, after } = inflateAt(pack, start, end, size)
  budget.spend('blob', deltaSizes(bytes).result)
  if (base) {
    if (base.back <= 0 || base.back > offset - 12) throw refused('a delta on an earlier object')
    return { entry: { kind: 'on-offset', offset, base: offset - base.back, bytes }, next: after }
  }
  return {
    entry: { kind: 'on-oid', offset, base: pack.toString('hex', next, next + 20), bytes },
    next: after,
  }
}

/** Three bits of type and four of size, then seven of size a byte. */
function headerAt(pack: Buffer, start: number, end: number) {
  let byte = pack[start] ?? 0
  const type = (byte >> 4) & 7
  let size = byte & 15
  let next = start + 1
  for (let bits = 4; byte & 0x80; bits += 7) {
    if (next >= end || bits > 46) throw refused('objects with a header')
    byte = pack[next++] ?? 0
    size += (byte & 0x7f) * 2 ** bits
  }
  return { type, size, next }
}

/** How far back the base of a delta begins. */
function offsetAt(pack: Buffer, start: number, end: number) {
  let byte = pack[start] ?? 0
  let back = byte & 0x7f
  let next = start + 1
  while (byte & 0x80) {
    if (next >= end || back > 2 ** 40) throw refused('deltas that name their base')
    byte = pack[next++] ?? 0
    back = (back + 1) * 128 + (byte & 0x7f)
  }
  return { back, next }
}

function inflateAt(pack: Buffer, start: number, end: number, size: number) {
  if (start >= end) throw refused('as many objects as it says')
  try {
    const { buffer, engine } = inflateSync(pack.subarray(start, end), {
      info: true,
      maxOutputLength: Math.max(size, 1),
      chunkSize: Math.max(64, size + 1),
    }) as unknown as { readonly buffer: Buffer; readonly engine: Zlib }
    if (buffer.length !== size) throw refused('objects of the size they say')
    return { bytes: buffer, after: start + engine.bytesWritten }
  } catch (cause) {
    if (cause instanceof GitError) throw cause
    throw refused('objects that unpack to the size they say', cause)
  }
}

const refused = (expected: string, cause?: unknown) =>
  new GitError('PACK_REFUSED', `expected ${expected}`, {}, { cause })
