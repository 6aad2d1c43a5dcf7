import type { GrowingBytes } from './growing-bytes.js'

const quote = 0x22
const hexDigits = Buffer.from('0123456789abcdef')
/** How JSON writes a byte inside a string, where it may not stand as itself. */
const escapes: readonly Buffer[] = Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === quote || byte === 0x5c
    ? Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1))
    : Buffer.alloc(0),
)
const isPlain = Uint8Array.from(escapes, (escape) => (escape.length > 0 ? 0 : 1))

/** UTF-8 text as a JSON string. */
export function writeJsonText(out: GrowingBytes, bytes: Buffer, at: number, length: number): void {
  // Six bytes are the longest escape.
  const start = out.claim(length * 6 + 2)
  const target = out.bytes
  let to = start
  target[to++] = quote
  const end = at + length
  for (let n = at; n < end; n++) {
    const byte = bytes[n] ?? 0
    if (isPlain[byte] === 1) target[to++] = byte
    else for (const escaped of escapes[byte] ?? []) target[to++] = escaped
  }
  target[to++] = quote
  out.length = to
}

export function writeUuid(out: GrowingBytes, bytes: Buffer, at: number): void {
  let to = out.claim(38)
  const target = out.bytes
  target[to++] = quote
  for (let n = 0; n < 16; n++) {
    const byte = bytes[at + n] ?? 0
    target[to++] = hexDigits[byte >> 4] ?? 0
    target[to++] = hexDigits[byte & 15] ?? 0
    if (n === 3 || n === 5 || n === 7 || n === 9) target[to++] = 0x2d
  }
  target[to] = quote
}

/** JSON has no word for what is not finite. */
export function writeNumber(out: GrowingBytes, value: number | bigint): void {
  const text = typeof value === 'bigint' || Number.isFinite(value) ? String(value) : 'null'
  const to = out.claim(text.length)
  for (let n = 0; n < text.length; n++) out.bytes[to + n] = text.charCodeAt(n)
}

const dayMs = 86_400_000
let knownDay = NaN
let knownDate = Buffer.alloc(0)

/** ISO 8601 in UTC with milliseconds, as `Date` writes it. */
export function writeInstant(out: GrowingBytes, ms: number): void {
  const day = Math.floor(ms / dayMs)
  if (day !== knownDay) {
    knownDate = Buffer.from(`"${new Date(day * dayMs).toISOString().slice(0, -14)}`)
    knownDay = day
  }
  out.copyShort(knownDate, 0, knownDate.length)
  const rest = Math.round(ms - day * dayMs)
  const to = out.claim(15)
  const { bytes } = out
  bytes[to] = 0x54
  twoDigits(bytes, to + 1, Math.floor(rest / 3_600_000))
  bytes[to + 3] = 0x3a
  twoDigits(bytes, to + 4, Math.floor(rest / 60_000) % 60)
  bytes[to + 6] = 0x3a
  twoDigits(bytes, to + 7, Math.floor(rest / 1_000) % 60)
  bytes[to + 9] = 0x2e
  const thousandths = rest % 1_000
  bytes[to + 10] = 0x30 + Math.floor(thousandths / 100)
  twoDigits(bytes, to + 11, thousandths % 100)
  bytes[to + 13] = 0x5a
  bytes[to + 14] = quote
}

function twoDigits(bytes: Buffer, at: number, value: number): void {
  bytes[at] = 0x30 + Math.floor(value / 10)
  bytes[at + 1] = 0x30 + (value % 10)
}
