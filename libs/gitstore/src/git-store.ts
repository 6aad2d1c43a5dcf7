import type { Oid } from './git-object.js'
import type { Signature } from './signature.js'

export type FileChange =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly delete: true }

export interface CommitRequest {
  readonly repo: string
  readonly branch: string
  readonly changes: readonly FileChange[]
  readonly author: Signature
  readonly message: string
  /** The head the author saw; null for a branch that has no commit yet; absent to build on whatever is there. */
  readonly expectedHead?: Oid | null
  /** Makes a commit even where no file differs; refused otherwise. */
  readonly allowSameTree?: boolean
  /** Who moves the branch, for the record of ref moves; the author's name when absent. */
  readonly movedBy?: string
  /** Why, in one closed word; `commit` when absent. */
  readonly reason?: string
}

export interface CommitSummary {
  readonly oid: Oid
  readonly tree: Oid
  readonly parents: readonly Oid[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

export interface TreeItem {
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly oid: Oid
}

export interface FileAt {
  readonly commit: Oid
  readonly path: string
}

export interface FileFound {
  readonly oid: Oid
  readonly bytes: Uint8Array
}

export interface PathChange {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly base: Oid | null
  readonly head: Oid | null
}

export interface HistoryRequest {
  readonly repo: string
  readonly from: Oid
  /** Only commits that changed this file or folder. */
  readonly path?: string
  readonly limit?: number
}

/**
 * Repositories of real git objects. Objects are never changed and writing one twice is writing it once; a branch
 * moves by compare-and-swap, together with its objects and the record of the move, or not at all.
 */
export abstract class GitStore {
  /** With `main` for its default branch. Does nothing where the repository exists. */
  abstract initRepository(repo: string): Promise<void>

  /** Throws `HEAD_MOVED` when the branch is not where the author saw it, `NOTHING_CHANGED` for an equal tree. */
  abstract commitFiles(request: CommitRequest): Promise<Oid>

  /** The commit a branch, tag, oid or short oid (4 digits or more) names. Throws `REF_UNKNOWN`, `REF_AMBIGUOUS`. */
  abstract resolve(repo: string, ref: string): Promise<Oid>

  /** The commit a branch points at, or null before its first. */
  abstract findHead(repo: string, branch: string): Promise<Oid | null>

  abstract readCommit(repo: string, commit: Oid): Promise<CommitSummary>

  /** Throws `PATH_UNKNOWN`. */
  abstract readFileAt(repo: string, commit: Oid, path: string): Promise<Uint8Array>

  /** Many files of many commits at the cost of one, in the order asked; null where there is none. */
  abstract readFilesAt(repo: string, files: readonly FileAt[]): Promise<(FileFound | null)[]>

  /** The entries of one folder, the root when `path` is empty. Throws `PATH_UNKNOWN`. */
  abstract readTreeAt(repo: string, commit: Oid, path?: string): Promise<TreeItem[]>

  /** Newest first. */
  abstract history(request: HistoryRequest): Promise<CommitSummary[]>

  /** The commits two lines of history last had in common; none where they have nothing in common. */
  abstract mergeBases(repo: string, one: Oid, other: Oid): Promise<readonly Oid[]>

  /** Files that differ between two commits, in order of path; `base` null stands for nothing at all. */
  abstract diffPaths(repo: string, base: Oid | null, head: Oid): Promise<PathChange[]>
}
