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

/** Makes ids from the ports of time and randomness. */
export class IdSource {
  constructor(
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  next(): Uuid {
    return uuidV7(this.clock.now().getTime(), this.randomness.bytes(10))
  }
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
