import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  hash,
  randomFillSync,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto'
import type { Bytes } from './bytes.js'

export { timingSafeEqual } from 'node:crypto'

/** What kernel needs of a cryptographic library, by node:crypto; browser-crypto.ts offers the same. */
export const sha256 = (data: Bytes): Uint8Array => hash('sha256', data, 'buffer')

export const sha256Hex = (data: Bytes): string => hash('sha256', data)

export const sha1Hex = (data: Bytes): string => hash('sha1', data)

export const hmacSha256Hex = (secret: Bytes, data: Bytes): string =>
  createHmac('sha256', secret).update(data).digest('hex')

export const randomBytes = (length: number): Uint8Array => randomFillSync(new Uint8Array(length))

/** DER up to the 32 raw bytes of a key. Source: RFC 8410, sections 4 and 7. */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

const privateKeyOf = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })

export const ed25519PublicKey = (seed: Uint8Array): Uint8Array =>
  Uint8Array.from(
    createPublicKey(privateKeyOf(seed))
      .export({ format: 'der', type: 'spki' })
      .subarray(publicPrefix.length),
  )

export const ed25519Sign = (seed: Uint8Array, message: Uint8Array): Uint8Array =>
  signWith(null, message, privateKeyOf(seed))

export const ed25519Verify = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean =>
  verifyWith(
    null,
    message,
    createPublicKey({
      key: Buffer.concat([publicPrefix, publicKey]),
      format: 'der',
      type: 'spki',
    }),
    signature,
  )
