import {
  mergeTrees,
  mergeTreesFromTreeHashes,
  overlayRepo,
  readCommit,
  walkCommitHistory,
} from 'just-git/repo'
import type { GitRepo } from 'just-git/server'
import {
  writeCommitObject,
  writeTagObject,
  type NewCommit,
  type NewTagObject,
} from './commit-object.js'
import { blameLines, type BlamedLine } from './blame-lines.js'
import { summarize } from './commit-summary.js'
import { GitError } from './git-error.js'
import { MergeLimit } from './merge-limit.js'
import type { Oid } from './git-object.js'
import type { CommitSummary } from './git-store.js'
import { checkRefName, refClash, refsClash } from './ref-name.js'
import { NoSigner, type ObjectSigner } from './object-signer.js'

/** Two lines of work as one tree, or the paths on which they do not agree, or of which we do not know. */
export type Combined =
  | { readonly kind: 'clean'; readonly tree: Oid }
  | { readonly kind: 'conflict' | 'too-long'; readonly paths: readonly string[] }

/** By its short name: `spam/v3`. */
export type NewTag = NewTagObject

const most = 10_000

/** Branches, merges and tags of one repository. Refs move by compare-and-swap. */
export class BranchWork {
  constructor(
    private readonly repo: GitRepo,
    private readonly signer: ObjectSigner = new NoSigner(),
  ) {}

  /** Writes nothing that is kept: for asking what would come of it. */
  get rehearsal(): BranchWork {
    return new BranchWork(overlayRepo(this.repo), this.signer)
  }

  /** Throws `REF_REFUSED` for a name no client could keep, `HEAD_MOVED` where there is such a branch. */
  async makeBranch(branch: string, at: Oid): Promise<void> {
    const clash = (await this.listBranches()).find(({ name }) => refsClash(name, branch))
    if (clash) throw refClash(branch, clash.name)
    await this.moveBranch(branch, null, at)
  }

  /** Throws `HEAD_MOVED` where the branch is elsewhere; `from` null where it is to be made. */
  async moveBranch(branch: string, from: Oid | null, to: Oid): Promise<void> {
    const ref = checkRefName(`refs/heads/${branch}`)
    const moved = await this.repo.refStore.compareAndSwapRef(ref, from, {
      type: 'direct',
      hash: to,
    })
    if (!moved)
      throw new GitError('HEAD_MOVED', 'expected the branch where it was seen last', { branch })
  }

  async findBranch(branch: string): Promise<Oid | null> {
    const ref = await this.repo.refStore.readRef(`refs/heads/${branch}`)
    return ref?.type === 'direct' ? ref.hash : null
  }

  /** By short name, in order. */
  async listBranches(): Promise<{ readonly name: string; readonly head: Oid }[]> {
    const refs = await this.repo.refStore.listRefs('refs/heads/')
    return refs.flatMap(({ name, hash }) =>
      hash ? [{ name: name.slice('refs/heads/'.length), head: hash }] : [],
    )
  }

  /** Three-way, from what both have in common; criss-cross histories as git does it. */
  async merge(ours: Oid, theirs: Oid): Promise<Combined> {
    const limit = new MergeLimit()
    return toCombined(await mergeTrees(this.repo, ours, theirs, limit), limit)
  }

  /** What `commit` did to its first parent, done to `onto`. */
  async pick(commit: Oid, onto: Oid): Promise<Combined> {
    const { parent, tree } = await this.stepOf(commit)
    return this.combine(parent, onto, tree)
  }

  /** What `commit` did to its first parent, undone in `onto`. */
  async revert(commit: Oid, onto: Oid): Promise<Combined> {
    const { parent, tree } = await this.stepOf(commit)
    return this.combine(tree, onto, parent)
  }

  commit(commit: NewCommit): Promise<Oid> {
    return writeCommitObject(this.repo, commit, this.signer)
  }

  async treeOf(commit: Oid): Promise<Oid> {
    return (await readCommit(this.repo, commit)).tree
  }

  /** Annotated; a tag, once there, stays what it is: `HEAD_MOVED` where the name is taken. */
  async tag(tag: NewTag): Promise<Oid> {
    const ref = checkRefName(`refs/tags/${tag.name}`)
    if (await this.repo.refStore.readRef(ref))
      throw new GitError('HEAD_MOVED', 'expected a tag that is not there yet', { tag: tag.name })
    const oid = await writeTagObject(this.repo, tag, this.signer)
    const made = await this.repo.refStore.compareAndSwapRef(ref, null, {
      type: 'direct',
      hash: oid,
    })
    if (made) return oid
    throw new GitError('HEAD_MOVED', 'expected a tag that is not there yet', { tag: tag.name })
  }

  /** Below a folder such as `spam/`, by full short name, in order. */
  async listTags(folder: string): Promise<{ readonly name: string; readonly oid: Oid }[]> {
    const refs = await this.repo.refStore.listRefs(`refs/tags/${folder}`)
    return refs.flatMap(({ name, hash }) =>
      hash ? [{ name: name.slice('refs/tags/'.length), oid: hash }] : [],
    )
  }

  async findTag(name: string): Promise<Oid | null> {
    const ref = await this.repo.refStore.readRef(`refs/tags/${name}`)
    return ref?.type === 'direct' ? ref.hash : null
  }

  /** What is reachable from `head` and not from `base`, newest first. */
  async commitsBetween(base: Oid | null, head: Oid, limit = most): Promise<CommitSummary[]> {
    const commits: CommitSummary[] = []
    const options = { ...(base === null ? {} : { exclude: [base] }), limit }
    for await (const commit of walkCommitHistory(this.repo, head, options))
      commits.push(summarize(commit))
    return commits
  }

  /** Throws `PATH_UNKNOWN`. */
  blame(commit: Oid, path: string): Promise<BlamedLine[]> {
    return blameLines(this.repo, commit, path)
  }

  private async stepOf(commit: Oid): Promise<{ parent: Oid; tree: Oid }> {
    const { parents, tree } = await readCommit(this.repo, commit)
    const [first] = parents
    if (first === undefined)
      throw new GitError('OBJECT_REFUSED', 'expected a commit that has a parent', { commit })
    return { parent: (await readCommit(this.repo, first)).tree, tree }
  }

  private async combine(baseTree: Oid, onto: Oid, theirTree: Oid): Promise<Combined> {
    const ours = await this.treeOf(onto)
    const limit = new MergeLimit()
    const merged = await mergeTreesFromTreeHashes(this.repo, baseTree, ours, theirTree, limit)
    return toCombined(merged, limit)
  }
}

interface Merged {
  readonly treeHash: Oid
  readonly clean: boolean
  readonly conflicts: readonly { readonly path: string }[]
}

function toCombined({ treeHash, clean, conflicts }: Merged, { tooLong }: MergeLimit): Combined {
  if (tooLong.size > 0) return { kind: 'too-long', paths: [...tooLong].sort() }
  if (clean) return { kind: 'clean', tree: treeHash }
  return { kind: 'conflict', paths: [...new Set(conflicts.map(({ path }) => path))].sort() }
}
