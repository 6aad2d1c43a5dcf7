import { GitError } from './git-error.js'

export type Packet =
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'flush' | 'delimiter' | 'end' }

const special = { 0: 'flush', 1: 'delimiter', 2: 'end' } as const

export const flushPacket = Buffer.from('0000')

/** With its own four digits. Source: git's protocol-common, "pkt-line format". */
const mostBytes = 65_520

export function packet(data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(data)
  const length = bytes.length + 4
  if (length > mostBytes) throw new RangeError(`expected at most ${mostBytes} bytes in a packet`)
  return Buffer.concat([Buffer.from(length.toString(16).padStart(4, '0')), bytes])
}

/** The packet that begins at `at`, and where the next one does. Throws `REQUEST_REFUSED`. */
export function readPacket(bytes: Buffer, at: number): { packet: Packet; next: number } {
  const digits = bytes.toString('latin1', at, at + 4)
  if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw malformed('four hex digits of length')
  const length = Number.parseInt(digits, 16)
  if (length === 0 || length === 1 || length === 2)
    return { packet: { kind: special[length] }, next: at + 4 }
  if (length < 4 || length > mostBytes || at + length > bytes.length)
    throw malformed('a packet as long as it says')
  return {
    packet: { kind: 'data', bytes: bytes.subarray(at + 4, at + length) },
    next: at + length,
  }
}

/** `bytes` on one band of the multiplexed answer: 1 the answer itself, 2 words for the terminal. */
export function* onBand(band: 1 | 2, bytes: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += mostBytes - 5)
    yield packet(Buffer.concat([Buffer.from([band]), bytes.subarray(at, at + mostBytes - 5)]))
}

const malformed = (expected: string) =>
  new GitError('REQUEST_REFUSED', `expected ${expected}, saw other bytes`)
