import { concatBytes, toBytes } from './bytes.js'
import { sha256 } from './digest.js'

const domain = toBytes('policy-verdict-payload/v1\n')

/**
 * Binds a record to a payload without revealing it: SHA-256 of domain, 32-byte salt, canonical payload.
 * Deleting payload and salt makes the payload unguessable while the commitment stays.
 * Source: the record's commitment format, version 1.
 */
export function commitTo(salt: Uint8Array, canonicalPayload: string): Uint8Array {
  if (salt.length !== 32) throw new RangeError(`expected a salt of 32 bytes, saw ${salt.length}`)
  return sha256(concatBytes(domain, salt, toBytes(canonicalPayload)))
}
