import { ed25519PublicKey, ed25519Sign, ed25519Verify } from '#crypto'

/** Ed25519 over raw bytes: seed 32, public key 32, signature 64. Source: RFC 8032. */
export const publicKeyOf = (seed: Uint8Array): Uint8Array =>
  ed25519PublicKey(sized('seed', 32, seed))

export const sign = (seed: Uint8Array, message: Uint8Array): Uint8Array =>
  Uint8Array.from(ed25519Sign(sized('seed', 32, seed), message))

/** Whatever is no signature of `message` by the key is false, malformed or not. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  try {
    return ed25519Verify(publicKey, message, signature)
  } catch {
    // Bytes that are no point of the curve.
    return false
  }
}

function sized(what: string, length: number, bytes: Uint8Array): Uint8Array {
  if (bytes.length === length) return bytes
  throw new RangeError(`expected a ${what} of ${length} bytes, saw ${bytes.length}`)
}
