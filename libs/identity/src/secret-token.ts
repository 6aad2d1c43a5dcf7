import { sha256Hex, type Randomness } from '@assize/kernel'

/** 256 unguessable bits as 43 URL-safe characters. */
export const newToken = (randomness: Randomness): string =>
  Buffer.from(randomness.bytes(32)).toString('base64url')

/** What is kept of a token: enough to recognise it, not enough to use it. */
export const digestOfToken = (token: string): string => sha256Hex(token)
