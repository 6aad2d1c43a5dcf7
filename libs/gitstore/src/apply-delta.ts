import { GitError } from './git-error.js'

export interface DeltaSizes {
  readonly base: number
  readonly result: number
  /** Where the instructions begin. */
  readonly at: number
}

/** What a delta says of its sizes, before anything is made. Throws `PACK_REFUSED`. */
export function deltaSizes(delta: Buffer): DeltaSizes {
  const base = sizeAt(delta, 0)
  const result = sizeAt(delta, base.next)
  return { base: base.value, result: result.value, at: result.next }
}

/**
 * The object a delta makes of its base. What it writes is bounded by the size it states, which the caller has checked.
 * Throws `PACK_REFUSED`. Source: git's pack-format, "Deltified representation".
 */
export function applyDelta(base: Uint8Array, delta: Buffer): Buffer {
  const sizes = deltaSizes(delta)
  if (sizes.base !== base.length) throw unfit('a base of the stated size')
  const made = Buffer.allocUnsafe(sizes.result)
  let written = 0
  let at = sizes.at
  while (at < delta.length) {
    const op = delta[at++] ?? 0
    if (op === 0) throw unfit('an instruction that is defined')
    if (op < 0x80) {
      if (at + op > delta.length || written + op > made.length) throw unfit('as many bytes as said')
      delta.copy(made, written, at, at + op)
      at += op
      written += op
      continue
    }
    let offset = 0
    let size = 0
    for (let bit = 0; bit < 4; bit++)
      if (op & (1 << bit)) offset += (delta[at++] ?? 0) * 2 ** (8 * bit)
    for (let bit = 0; bit < 3; bit++)
      if (op & (0x10 << bit)) size += (delta[at++] ?? 0) * 2 ** (8 * bit)
    if (size === 0) size = 0x10000
    if (at > delta.length || offset + size > base.length || written + size > made.length)
      throw unfit('a copy from within the base')
    made.set(base.subarray(offset, offset + size), written)
    written += size
  }
  if (written !== made.length) throw unfit('a result of the stated size')
  return made
}

/** Seven bits a byte, the lowest first. */
function sizeAt(bytes: Buffer, start: number): { value: number; next: number } {
  let value = 0
  for (let at = start, bits = 0; at < bytes.length && bits < 49; at++, bits += 7) {
    const byte = bytes[at] ?? 0
    value += (byte & 0x7f) * 2 ** bits
    if (byte < 0x80) return { value, next: at + 1 }
  }
  throw unfit('sizes at its head')
}

const unfit = (expected: string) =>
  new GitError('PACK_REFUSED', `expected a delta with ${expected}, saw another`)
