export {
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  toBase64,
  toBytes,
  toHex,
  type Bytes,
} from './bytes.js'
export { BoundedCache } from './bounded-cache.js'
export type { Brand } from './brand.js'
export { canonicalJson } from './canonical-json.js'
export { Clock, SystemClock } from './clock.js'
export { commitTo } from './commitment.js'
export { equalInConstantTime, hmacSha256Hex, sha1Hex, sha256, sha256Hex } from './digest.js'
export { DomainError, isDomainError, type Facts } from './domain-error.js'
export { publicKeyOf, sign, verify } from './ed25519.js'
export { eachMatch } from './each-match.js'
export { listSteps } from './prose-steps.js'
export { isStorableText, toStorableText } from './storable-text.js'
export { Randomness, SystemRandomness } from './randomness.js'
export { sampleSizeFor, sampleSizeForNone, wilson, z95, type Interval } from './wilson.js'
export { IdSource, isUuid, uuidV7, uuidV7Floor, uuidV7TimeMs, type Uuid } from './uuid.js'
