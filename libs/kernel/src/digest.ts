import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export type Bytes = Uint8Array | string

/** 64 lower-case hex digits. Strings are hashed as UTF-8. */
export const sha256Hex = (data: Bytes): string => createHash('sha256').update(data).digest('hex')

export const sha256 = (data: Bytes): Uint8Array => createHash('sha256').update(data).digest()

/** 40 lower-case hex digits; for git object names only. */
export const sha1Hex = (data: Bytes): string => createHash('sha1').update(data).digest('hex')

export const hmacSha256Hex = (secret: Bytes, data: Bytes): string =>
  createHmac('sha256', secret).update(data).digest('hex')

/** Equality of two secrets or digests in time that depends on their lengths only. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
