import { concatBytes, publicKeyOf, sign, toBytes, verify } from '@assize/kernel'
import { signatureType, verifierKey, type NoteSigner } from './note-key.js'

/** What a witness signs: that it saw this checkpoint at that second. Source: C2SP tlog-cosignature. */
const messageAt = (seconds: bigint, text: string): Uint8Array =>
  toBytes(`cosignature/v1\ntime ${seconds}\n${text}`)

/** Signs checkpoints as a witness does, with the time of `secondsNow`. */
export function witnessSigner(
  name: string,
  seed: Uint8Array,
  secondsNow: () => bigint,
): NoteSigner {
  const key = verifierKey(name, signatureType.cosignature, publicKeyOf(seed))
  return {
    key,
    sign: (text) => {
      const seconds = secondsNow()
      return concatBytes(eightBytes(seconds), sign(seed, messageAt(seconds, text)))
    },
  }
}

export const verifyCosignature = (
  publicKey: Uint8Array,
  text: string,
  signature: Uint8Array,
): boolean =>
  signature.length === 72 &&
  verify(publicKey, messageAt(cosignedAt(signature), text), signature.subarray(8))

/** Seconds since the epoch by the witness's clock. */
export const cosignedAt = (signature: Uint8Array): bigint =>
  signature.subarray(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)

const eightBytes = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(8 * (7 - i))) & 0xffn))
