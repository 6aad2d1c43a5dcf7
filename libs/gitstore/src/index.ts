export { GitError } from './git-error.js'
export {
  isObjectType,
  isOid,
  isShortOid,
  objectBytes,
  objectId,
  objectSha256,
  objectTypes,
  type GitObject,
  type ObjectType,
  type Oid,
} from './git-object.js'
export {
  GitStore,
  type CommitRequest,
  type CommitSummary,
  type FileAt,
  type FileChange,
  type FileFound,
  type HistoryRequest,
  type PathChange,
  type TreeItem,
} from './git-store.js'
export { MemoryGitStore } from './memory-git-store.js'
export { ObjectCache } from './object-cache.js'
export type { Signature } from './signature.js'
export { StorageGitStore } from './storage-git-store.js'
