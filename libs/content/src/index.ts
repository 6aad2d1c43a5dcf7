export {
  bytesOf,
  charactersOf,
  contentLimits,
  messageRoles,
  type Content,
  type ContentFacts,
  type Message,
  type MessageRole,
} from './content.js'
export { authorKeyOf } from './author-key.js'
export { ContentError } from './content-error.js'
export { fingerprintOf, normalForm } from './fingerprint.js'
export { parseContent, parseFacts, type ContentInput } from './parse-content.js'
export { TokenLimit } from './token-limit.js'
export type { ContentItem, ContentSource, NewContentItem } from './content-item.js'
export { ContentStore } from './content-store.js'
export {
  estimateJaccard,
  nearFrom,
  sketchForm,
  sketchOf,
  sketchShingles,
  type Sketch,
} from './near-duplicates.js'
export { jaccard, shinglesOf } from './shingles.js'
