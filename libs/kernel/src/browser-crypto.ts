import { ed25519 } from '@noble/curves/ed25519.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256 as digest } from '@noble/hashes/sha2.js'
import { toBytes, toHex, type Bytes } from './bytes.js'

/** What node-crypto.ts offers, in code a browser can run; package.json chooses under `#crypto`. */
export const sha256 = (data: Bytes): Uint8Array => digest(toBytes(data))

export const sha256Hex = (data: Bytes): string => toHex(sha256(data))

export const sha1Hex = (data: Bytes): string => toHex(sha1(toBytes(data)))

export const hmacSha256Hex = (secret: Bytes, data: Bytes): string =>
  toHex(hmac(digest, toBytes(secret), toBytes(data)))

export const randomBytes = (length: number): Uint8Array =>
  globalThis.crypto.getRandomValues(new Uint8Array(length))

export const timingSafeEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.reduce((differing, byte, index) => differing | (byte ^ (b[index] ?? 0)), 0) === 0

export const ed25519PublicKey = (seed: Uint8Array): Uint8Array => ed25519.getPublicKey(seed)

export const ed25519Sign = (seed: Uint8Array, message: Uint8Array): Uint8Array =>
  ed25519.sign(message, seed)

/** As strict as OpenSSL: encodings that RFC 8032 forbids are refused. */
export const ed25519Verify = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => ed25519.verify(signature, message, publicKey, { zip215: false })
