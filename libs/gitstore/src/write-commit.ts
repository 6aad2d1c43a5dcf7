import { readCommit, updateTree } from 'just-git/repo'
import type { GitRepo } from 'just-git/server'
import { checkMessage, writeCommitObject } from './commit-object.js'
import { GitError } from './git-error.js'
import type { Oid } from './git-object.js'
import { checkPath } from './git-path.js'
import type { CommitRequest, FileChange } from './git-store.js'
import type { ObjectSigner } from './object-signer.js'
import { checkSignature } from './signature.js'

/**
 * Writes blobs, trees and the commit on top of the branch's head, then moves the branch by compare-and-swap.
 * Objects of a commit that lost the race stay behind unreferenced unless the caller's transaction takes them back.
 */
export async function writeCommit(
  repo: GitRepo,
  request: CommitRequest,
  signer: ObjectSigner,
): Promise<Oid> {
  const author = checkSignature(request.author)
  const message = checkMessage(request.message)
  const ref = `refs/heads/${checkPath(request.branch)}`
  const stored = await repo.refStore.readRef(ref)
  const head = stored?.type === 'direct' ? stored.hash : null
  if (request.expectedHead !== undefined && request.expectedHead !== head)
    throw moved(request, head)
  const base = head === null ? null : (await readCommit(repo, head)).tree
  const tree = await writeTrees(repo, base, request.changes)
  if (tree === base && !request.allowSameTree)
    throw new GitError('NOTHING_CHANGED', 'expected a change of at least one file', { head })
  const parents = head === null ? [] : [head]
  const commit = await writeCommitObject(repo, { tree, parents, author, message }, signer)
  const swapped = await repo.refStore.compareAndSwapRef(ref, head, { type: 'direct', hash: commit })
  if (!swapped) throw moved(request, head)
  return commit
}

/** Folders that a file takes the place of are emptied first: just-git would drop the file with them. */
async function writeTrees(
  repo: GitRepo,
  base: Oid | null,
  changes: readonly FileChange[],
): Promise<Oid> {
  checkPaths(changes)
  const tree = base ?? (await repo.objectStore.write('tree', new Uint8Array()))
  const removals = changes.filter((change) => 'delete' in change)
  const makesRoom = removals.filter(({ path }) => changes.some((other) => isBelow(path, other)))
  const cleared = makesRoom.length === 0 ? tree : await updateTree(repo, tree, makesRoom.map(gone))
  const updates = []
  for (const change of changes)
    if ('bytes' in change)
      updates.push({
        path: change.path,
        hash: await repo.objectStore.write('blob', change.bytes),
      })
    else if (!makesRoom.includes(change)) updates.push(gone(change))
  return updateTree(repo, cleared, updates)
}

const gone = ({ path }: FileChange) => ({ path, hash: null })

const isBelow = (path: string, file: FileChange): boolean =>
  'bytes' in file && path.startsWith(`${file.path}/`)

/** Throws `PATH_REFUSED`, also where one path would have to be file and folder. */
function checkPaths(changes: readonly FileChange[]): void {
  for (const { path } of changes) checkPath(path)
  const written = changes.filter((change) => 'bytes' in change)
  if (written.some(({ path }) => written.some((file) => isBelow(path, file))))
    throw new GitError('PATH_REFUSED', 'expected no path to be both a file and a folder')
}

const moved = (request: CommitRequest, head: Oid | null) =>
  new GitError('HEAD_MOVED', `expected ${request.branch} where the author saw it, saw it moved`, {
    branch: request.branch,
    expected: request.expectedHead ?? null,
    head,
  })
