import { diffCommits, readCommit } from 'just-git/repo'
import type { GitRepo } from 'just-git/server'
import { GitError } from './git-error.js'
import type { Oid } from './git-object.js'
import { keptLines, linesOf } from './kept-lines.js'
import { readFiles } from './read-files.js'

export interface BlamedLine {
  /** From 1. */
  readonly line: number
  readonly text: string
  /** The commit that wrote the line so, and its number there. */
  readonly commit: Oid
  readonly originalLine: number
}

/** A file of one commit, and the lines that may be its work: where they are in the end, and where they are there. */
interface Suspect {
  readonly commit: Oid
  readonly path: string
  readonly lines: { readonly line: number; readonly here: number }[]
}

interface Origin {
  readonly commit: Oid
  readonly path: string
  readonly blob: Oid
  readonly text: string
}

/**
 * Which commit wrote each line, as git tells it: over merges each line comes from the first parent that has it, and all
 * of them from a parent that has the same file. Throws `PATH_UNKNOWN`. Source: git's blame.c, `pass_blame`.
 */
export async function blameLines(repo: GitRepo, commit: Oid, path: string): Promise<BlamedLine[]> {
  const file = await fileAt(repo, commit, path)
  if (!file) throw new GitError('PATH_UNKNOWN', 'expected a file of that commit', { commit, path })
  const texts = linesOf(file.text)
  const blamed: BlamedLine[] = []
  const suspects = new Suspects()
  suspects.add(
    file,
    texts.map((_, index) => ({ line: index + 1, here: index + 1 })),
  )
  for (let suspect = suspects.take(); suspect; suspect = suspects.take()) {
    const { commit: wrote } = suspect
    for (const { line, here } of await passedOn(repo, suspect, suspects))
      blamed.push({ line, text: texts[line - 1] ?? '', commit: wrote, originalLine: here })
  }
  return blamed.sort((a, b) => a.line - b.line)
}

/** Hands lines on to the parents that have them, and answers those that none has. */
async function passedOn(
  repo: GitRepo,
  { commit, path, lines }: Suspect,
  suspects: Suspects,
): Promise<Suspect['lines']> {
  const own = await fileAt(repo, commit, path)
  if (!own) return lines
  const origins = await originsOf(repo, own)
  const same = origins.find(({ blob }) => blob === own.blob)
  if (same) {
    suspects.add(same, lines)
    return []
  }
  let left = lines
  for (const origin of origins) {
    if (left.length === 0) break
    const kept = await keptLines(origin.text, own.text)
    const passed = left.flatMap(({ line, here }) => {
      const there = kept.get(here)
      return there === undefined ? [] : { line, here: there }
    })
    suspects.add(origin, passed)
    left = left.filter(({ here }) => !kept.has(here))
  }
  return left
}

/** The file in each parent, by its name or by the one it had there. */
async function originsOf(repo: GitRepo, { commit, path }: Origin): Promise<Origin[]> {
  const { parents } = await readCommit(repo, commit)
  const named = await Promise.all(parents.map((parent) => fileAt(repo, parent, path)))
  const origins: Origin[] = []
  for (const [index, parent] of parents.entries()) {
    const found = named[index] ?? (await renamedFrom(repo, parent, commit, path))
    if (found) origins.push(found)
  }
  return origins
}

async function renamedFrom(
  repo: GitRepo,
  parent: Oid,
  commit: Oid,
  path: string,
): Promise<Origin | null> {
  const files = await diffCommits(repo, parent, commit, { paths: [path] })
  const before = files.find((file) => file.path === path && file.status === 'renamed')?.oldPath
  return before === undefined ? null : fileAt(repo, parent, before)
}

async function fileAt(repo: GitRepo, commit: Oid, path: string): Promise<Origin | null> {
  const [file] = await readFiles(repo, [{ commit, path }])
  return file ? { commit, path, blob: file.oid, text: Buffer.from(file.bytes).toString() } : null
}

/** Files that lines may come from; what leads to one of them by several ways is looked at once where it can be. */
class Suspects {
  private readonly waiting = new Map<string, Suspect>()

  add({ commit, path }: Pick<Origin, 'commit' | 'path'>, lines: Suspect['lines']): void {
    if (lines.length === 0) return
    const key = `${commit} ${path}`
    const there = this.waiting.get(key)
    if (there) there.lines.push(...lines)
    else this.waiting.set(key, { commit, path, lines: [...lines] })
  }

  take(): Suspect | undefined {
    const [first] = this.waiting
    if (first) this.waiting.delete(first[0])
    return first?.[1]
  }
}
