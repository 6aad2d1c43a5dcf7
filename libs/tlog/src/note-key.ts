import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  sha256,
  toBase64,
  toBytes,
  toHex,
} from '@assize/kernel'
import { TlogError } from './tlog-error.js'

/** Kinds of signature in a note, by the byte that stands before the public key. */
export const signatureType = { ed25519: 0x01, ecdsa: 0x02, cosignature: 0x04 } as const

/** A public key with the name it signs under. Of a type we do not know, nothing is verified. */
export interface VerifierKey {
  readonly name: string
  /** 4 bytes */
  readonly id: Uint8Array
  readonly type: number
  readonly publicKey: Uint8Array
}

/** Whoever holds the other half of a key. */
export interface NoteSigner {
  readonly key: VerifierKey
  /** `text` ends in a line feed. */
  sign(text: string): Uint8Array
}

/** Source: C2SP signed-note, as all of this file. */
export function verifierKey(name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw malformed('a name without spaces and plus signs')
  return { name, type, publicKey, id: keyId(name, type, publicKey) }
}

/** As a vkey: name, id in hex and the typed key in base64, joined by plus signs. */
export const formatVerifierKey = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`

export function parseVerifierKey(vkey: string): VerifierKey {
  const [, name, hex, base64] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(vkey) ?? []
  const id = fromHex(hex ?? '')
  const typed = fromBase64(base64 ?? '')
  const type = typed?.[0]
  if (name === undefined || !isKeyName(name)) throw malformed('a name, an id and a key')
  if (id?.length !== 4) throw malformed('an id of eight hex digits')
  if (!typed || type === undefined) throw malformed('a key in base64')
  const publicKey = typed.slice(1)
  if (hasRawKey(type) && publicKey.length !== 32) throw malformed('a public key of 32 bytes')
  // An ECDSA key is numbered after another form of itself, which we never read.
  if (type !== signatureType.ecdsa && !equalBytes(id, keyId(name, type, publicKey)))
    throw malformed('the id that follows from name and key')
  return { name, id, type, publicKey }
}

/** No Unicode space, no plus sign, no control character. */
export const isKeyName = (name: string): boolean => /^[^\s\p{White_Space}\p{Cc}+]+$/u.test(name)

const hasRawKey = (type: number) =>
  type === signatureType.ed25519 || type === signatureType.cosignature

const keyId = (name: string, type: number, publicKey: Uint8Array): Uint8Array =>
  sha256(concatBytes(toBytes(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4)

const malformed = (expected: string) =>
  new TlogError('KEY_MALFORMED', `expected a verifier key with ${expected}`)
