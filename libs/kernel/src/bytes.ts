/** Strings stand for their UTF-8. */
export type Bytes = Uint8Array | string

const encoder = new TextEncoder()

export const toBytes = (data: Bytes): Uint8Array =>
  typeof data === 'string' ? encoder.encode(data) : data

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Equality of what is no secret; secrets go to `equalInConstantTime`. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hex. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => digits[byte]).join('')

/** `null` for anything but pairs of lower-case hex digits. */
export function fromHex(text: string): Uint8Array | null {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return null
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    parseInt(text.slice(2 * i, 2 * i + 2), 16),
  )
}

/** Standard alphabet, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let units = ''
  for (const byte of bytes) units += String.fromCharCode(byte)
  return btoa(units)
}

/** `null` for anything but the one standard form of some bytes: padded, no white space, no loose bits. */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null
  const units = atob(text)
  return btoa(units) === text ? Uint8Array.from(units, (unit) => unit.charCodeAt(0)) : null
}
