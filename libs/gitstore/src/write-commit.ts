import type { GitRepo } from 'just-git/server'
import { createCommit, readCommit, updateTree } from 'just-git/repo'
import { GitError } from './git-error.js'
import type { Oid } from './git-object.js'
import { checkPath } from './git-path.js'
import type { CommitRequest, FileChange } from './git-store.js'
import { checkSignature } from './signature.js'

/**
 * Writes blobs, trees and the commit on top of the branch's head, then moves the branch by compare-and-swap.
 * Objects of a commit that lost the race stay behind unreferenced unless the caller's transaction takes them back.
 */
export async function writeCommit(repo: GitRepo, request: CommitRequest): Promise<Oid> {
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
  const who = {
    name: author.name,
    email: author.email,
    timestamp: Math.floor(author.at.getTime() / 1000),
    timezone: '+0000',
  }
  const parents = head === null ? [] : [head]
  const commit = await createCommit(repo, { tree, parents, author: who, committer: who, message })
  const swapped = await repo.refStore.compareAndSwapRef(ref, head, { type: 'direct', hash: commit })
  if (!swapped) throw moved(request, head)
  return commit
}

async function writeTrees(
  repo: GitRepo,
  base: Oid | null,
  changes: readonly FileChange[],
): Promise<Oid> {
  const updates = []
  for (const change of changes) {
    const path = checkPath(change.path)
    const hash = 'bytes' in change ? await repo.objectStore.write('blob', change.bytes) : null
    updates.push({ path, hash })
  }
  return updateTree(repo, base ?? (await repo.objectStore.write('tree', new Uint8Array())), updates)
}

function checkMessage(message: string): string {
  if (message.trim() === '' || /[\0\p{Cs}]/u.test(message))
    throw new GitError('MESSAGE_REFUSED', 'expected a commit message of well-formed text')
  return message.endsWith('\n') ? message : `${message}\n`
}

const moved = (request: CommitRequest, head: Oid | null) =>
  new GitError('HEAD_MOVED', `expected ${request.branch} where the author saw it, saw it moved`, {
    branch: request.branch,
    expected: request.expectedHead ?? null,
    head,
  })
