import type { Oid } from './git-object.js'
import type { GitStore } from './git-store.js'
import type { ParsedCommit } from './parse-commit.js'
import type { TreeEntry } from './parse-tree.js'

/** Whoever pushes, as the API key says. */
export interface Pusher {
  readonly kind: 'person' | 'service'
  readonly id: string
  readonly name: string
}

/** One ref as the push would leave it. */
export interface PushedRef {
  /** In full: `refs/heads/…` or `refs/tags/…`. */
  readonly ref: string
  readonly kind: 'branch' | 'tag'
  readonly change: 'made' | 'moved' | 'forced' | 'removed'
  /** What it names now: of an annotated tag, the tag. */
  readonly old: Oid | null
  readonly new: Oid | null
  /** The commit it would stand for, also behind an annotated tag; null where it is removed. */
  readonly commit: Oid | null
}

/** Reading what is pushed together with what is there. */
export type GitReader = Pick<
  GitStore,
  | 'findHead'
  | 'resolve'
  | 'readCommit'
  | 'readFileAt'
  | 'readFilesAt'
  | 'readTreeAt'
  | 'history'
  | 'diffPaths'
  | 'mergeBases'
>

/** A push whose objects are well-formed, whole and of the right kinds, and which nobody else sees yet. */
export interface Push {
  readonly repo: string
  readonly pusher: Pusher
  readonly refs: readonly PushedRef[]
  /** Commits that were not here before, every one before its parents. */
  readonly commits: ReadonlyMap<Oid, ParsedCommit>
  readonly git: GitReader
  /** The entries of a tree, pushed or known. */
  readTree(oid: Oid): Promise<readonly TreeEntry[]>
}

/** Something about a push: an `error` refuses all of it, anything else is told and lets it pass. */
export interface PushRemark {
  readonly severity: 'error' | 'warning' | 'hint'
  /** The ref it is about, in full; of no one ref where absent. */
  readonly ref?: string | undefined
  readonly code: string
  /** One line, without the code. */
  readonly message: string
  readonly path?: string | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
}

/**
 * One thing a push has to keep. Rules are asked after the push is known to be sound git, all of them, in the order they
 * were handed in; where one refuses, later ones still speak, so that an author hears everything at once.
 */
export interface PushRule {
  readonly name: string
  check(push: Push): readonly PushRemark[] | Promise<readonly PushRemark[]>
}

export const refuses = ({ severity }: PushRemark): boolean => severity === 'error'

/** What all rules say. */
export async function askRules(
  rules: readonly PushRule[],
  push: Push,
): Promise<readonly PushRemark[]> {
  const remarks: PushRemark[] = []
  for (const rule of rules) remarks.push(...(await rule.check(push)))
  return remarks
}
