import type { Clock } from './clock.js'
import type { Randomness } from './randomness.js'

/** A UUID in lower-case canonical form. */
export type Uuid = string

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isUuid = (value: string): boolean => pattern.test(value)

/**
 * UUID version 7: 48 bits of milliseconds, then 74 bits of `entropy` (ten bytes or more).
 * Ids made in order of time sort in order of time, so a range of ids is a range of instants.
 * Source: RFC 9562, section 5.7.
 */
export function uuidV7(atMs: number, entropy: Uint8Array): Uuid {
  if (entropy.length < 10)
    throw new RangeError(`expected 10 bytes of entropy, saw ${entropy.length}`)
  const bytes = new Uint8Array(16)
  for (let i = 0, rest = atMs; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256
  bytes.set(entropy.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return format(bytes)
}

/** The least id of an instant: bounds for ranges and partitions. */
export const uuidV7Floor = (atMs: number): Uuid => {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** Milliseconds since the epoch carried by a version 7 id. */
export const uuidV7TimeMs = (id: Uuid): number => parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

const tailBits = 74n
const tailMask = (1n << tailBits) - 1n

/**
 * Makes ids from the ports of time and randomness. Those of one source sort in the order they were made, also within
 * one millisecond, as far as its clock does not go back: rows of one transaction keep their order.
 * Source: RFC 9562, section 6.2, method 2.
 */
export class IdSource {
  #atMs = -1
  #tail = 0n

  constructor(
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  next(): Uuid {
    const atMs = this.clock.now().getTime()
    const chance = this.randomness.bytes(10)
    const next = atMs === this.#atMs ? this.#tail + stepOf(chance) : toTail(chance)
    // Once in 2^43 ids the tail runs over: order within that millisecond is lost then, and nothing else.
    this.#tail = next & tailMask
    this.#atMs = atMs
    return uuidV7(atMs, toEntropy(this.#tail))
  }
}

/** At least one, at most 2^32, so that the next id cannot be guessed from the last. */
const stepOf = (chance: Uint8Array): bigint => (toTail(chance) & 0xffff_ffffn) + 1n

function toTail(entropy: Uint8Array): bigint {
  const bits = entropy.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return bits & tailMask
}

/** The 74 bits where `uuidV7` keeps them: 12 after the version, 62 after the variant. */
function toEntropy(tail: bigint): Uint8Array {
  const entropy = new Uint8Array(10)
  const low = tail & ((1n << 62n) - 1n)
  const high = tail >> 62n
  for (let i = 0; i < 8; i++) entropy[9 - i] = Number((low >> BigInt(8 * i)) & 0xffn)
  entropy[1] = Number(high & 0xffn)
  entropy[0] = Number(high >> 8n)
  return entropy
}

function format(bytes: Uint8Array): Uuid {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
