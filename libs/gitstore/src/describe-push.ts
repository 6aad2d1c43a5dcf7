import { isAncestor } from 'just-git/repo'
import type { GitRepo } from 'just-git/server'
import { GitError } from './git-error.js'
import type { Inspected } from './inspect-push.js'
import type { PushedRef } from './push-gate.js'
import type { RefCommand } from './push-request.js'
import { checkRefName, kindOfRef, refClash, refsClash } from './ref-name.js'

/** Refs as they are, by full name. */
export type RefsNow = ReadonlyMap<string, string>

/**
 * What a push does to each ref. Throws `REF_REFUSED` for a name no client could keep beside the others, `HEAD_MOVED` where
 * a ref is not where the client saw it.
 */
export async function describePush(
  commands: readonly RefCommand[],
  now: RefsNow,
  repo: GitRepo,
  { commitOf }: Inspected,
): Promise<PushedRef[]> {
  checkNames(commands, now)
  const refs: PushedRef[] = []
  for (const command of commands) {
    const { ref, old, new: next } = command
    checkUnmoved(command, now)
    const commit = next === null ? null : (commitOf.get(next) ?? null)
    const change = await changeOf(command, commit, repo)
    refs.push({ ref, kind: kindOfRef(ref), change, old, new: next, commit })
  }
  return refs
}

function checkNames(commands: readonly RefCommand[], now: RefsNow): void {
  const removed = new Set(commands.filter((each) => each.new === null).map(({ ref }) => ref))
  const made = commands.filter((each) => each.new !== null).map(({ ref }) => checkRefName(ref))
  const others = [...now.keys(), ...made].filter((name) => !removed.has(name))
  for (const ref of made) {
    const clash = others.find((name) => refsClash(ref, name))
    if (clash) throw refClash(ref, clash)
  }
}

/** Also asked again under the repository's lock, when refs are moved. */
export function checkUnmoved({ ref, old }: RefCommand, now: RefsNow): void {
  if ((now.get(ref) ?? null) === old) return
  throw new GitError('HEAD_MOVED', 'fetch first: it moved since you looked', { ref })
}

async function changeOf(
  { old, new: next, ref }: RefCommand,
  commit: string | null,
  repo: GitRepo,
): Promise<PushedRef['change']> {
  if (next === null || commit === null) return 'removed'
  if (old === null) return 'made'
  if (kindOfRef(ref) === 'tag') return old === next ? 'moved' : 'forced'
  return (await isAncestor(repo, old, commit)) ? 'moved' : 'forced'
}
