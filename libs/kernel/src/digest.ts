import { hmacSha256Hex, sha1Hex, sha256, sha256Hex, timingSafeEqual } from '#crypto'
import { toBytes } from './bytes.js'

/** Digests in hex have lower-case digits. Strings are hashed as UTF-8. SHA-1 is for git object names only. */
export { hmacSha256Hex, sha1Hex, sha256, sha256Hex }

/** Equality of two secrets or digests in time that depends on their lengths only. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = toBytes(a)
  const right = toBytes(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
