export { describePush, checkUnmoved, type RefsNow } from './describe-push.js'
export { immutableTags, protectedBranches, type Protection } from './branch-rules.js'
export type { BlamedLine } from './blame-lines.js'
export { BranchWork, type Combined, type NewTag } from './branch-work.js'
export { mostMergedLines } from './merge-limit.js'
export type { NewCommit } from './commit-object.js'
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
export { readQuestion, withoutUnknown } from './fetch-question.js'
export { inspectPush, type Inspected, type KnownObjects, type Tip } from './inspect-push.js'
export { MemoryGitStore } from './memory-git-store.js'
export { ObjectCache } from './object-cache.js'
export { NoSigner, ObjectSigner } from './object-signer.js'
export { splitSignedCommit, splitSignedTag, type SignedBytes } from './commit-signature.js'
export { openRepository } from './open-repository.js'
export type { ParsedCommit } from './parse-commit.js'
export { parseTree, type TreeEntry } from './parse-tree.js'
export { parsePushRequest, type PushRequest, type RefCommand } from './push-request.js'
export {
  askRules,
  refuses,
  type GitReader,
  type Push,
  type PushedRef,
  type Pusher,
  type PushRemark,
  type PushRule,
} from './push-gate.js'
export { pushLimits, type Pause, type PushLimits } from './push-limits.js'
export { pushReport, type PushAnswer } from './push-report.js'
export { QuarantineStorage } from './quarantine-storage.js'
export { flushPacket, packet, readPacket } from './pkt-line.js'
export { readPack, type FindObjects } from './read-pack.js'
export { receiveAdvertisement } from './receive-advertisement.js'
export { checkRefName, kindOfRef, refClash, shortRefName } from './ref-name.js'
export type { Signature } from './signature.js'
export { StorageGitStore } from './storage-git-store.js'
