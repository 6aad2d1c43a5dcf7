import type { GitRepo } from 'just-git/server'
import { GitError } from './git-error.js'
import { isOid, isShortOid, type Oid } from './git-object.js'

/** A full oid is meant as such; then branches, tags, and at last the start of an oid. */
export async function resolveRef(repo: GitRepo, ref: string): Promise<Oid> {
  if (isOid(ref)) return peel(repo, ref, ref)
  if (/[\p{Cc}\p{Cs}]/u.test(ref)) throw unknown(ref)
  for (const folder of ['refs/heads/', 'refs/tags/']) {
    const stored = await repo.refStore.readRef(folder + ref)
    if (stored?.type === 'direct') return peel(repo, stored.hash, ref)
  }
  if (!isShortOid(ref)) throw unknown(ref)
  const commits: Oid[] = []
  for (const oid of await repo.objectStore.findByPrefix(ref))
    if ((await repo.objectStore.read(oid)).type === 'commit') commits.push(oid)
  const [only] = commits
  if (only === undefined) throw unknown(ref)
  if (commits.length > 1)
    throw new GitError(
      'REF_AMBIGUOUS',
      `expected one commit, saw ${commits.length} of that start`,
      {
        commits,
      },
    )
  return only
}

/** The commit itself, or the one an annotated tag stands for. */
async function peel(repo: GitRepo, oid: Oid, ref: string): Promise<Oid> {
  if (!(await repo.objectStore.exists(oid))) throw unknown(ref)
  const object = await repo.objectStore.read(oid)
  if (object.type === 'commit') return oid
  const target = /^object ([0-9a-f]{40})\ntype commit\n/.exec(
    object.type === 'tag' ? Buffer.from(object.content).toString('latin1') : '',
  )
  if (!target?.[1]) throw unknown(ref)
  return target[1]
}

const unknown = (ref: string) =>
  new GitError('REF_UNKNOWN', 'expected a branch, a tag or the start of a commit, saw none', {
    ref: ref.slice(0, 200),
  })
