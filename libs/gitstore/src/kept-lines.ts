import { diffCommits } from 'just-git/repo'
import { MemoryStorage, type GitRepo } from 'just-git/server'
import { openRepository } from './open-repository.js'
import type { Oid } from './git-object.js'

/** Lines as git counts them: a last one may be without its line feed, and an empty text has none. */
export const linesOf = (text: string): string[] =>
  text === '' ? [] : text.replace(/\n$/, '').split('\n')

/**
 * Where each line of `after` that git says was kept stands in `before`, both from 1. A line that only gained or lost the
 * line feed at the end of the text is another line.
 */
export async function keptLines(
  before: string,
  after: string,
): Promise<ReadonlyMap<number, number>> {
  const storage = new MemoryStorage()
  storage.insertRepo('scratch')
  const repo = await openRepository(storage, 'scratch')
  const [base, head] = [await commitOf(repo, marked(before)), await commitOf(repo, marked(after))]
  const contextLines = linesOf(before).length + linesOf(after).length
  const [file] = await diffCommits(repo, base, head, { renames: false, contextLines })
  const kept = new Map<number, number>()
  let [was, is] = [0, 0]
  for (const line of file?.hunks.flatMap(({ lines }) => lines) ?? linesOf(after).map(() => ' ')) {
    if (!line.startsWith('+')) was++
    if (!line.startsWith('-')) is++
    if (line.startsWith(' ')) kept.set(is, was)
  }
  return kept
}

/** The library tells lines apart without their ends: a last line without one ends in what no text for people holds. */
const marked = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\0`)

async function commitOf(repo: GitRepo, text: string): Promise<Oid> {
  const blob = await repo.objectStore.write('blob', Buffer.from(text))
  const entry = Buffer.concat([Buffer.from('100644 text\0'), Buffer.from(blob, 'hex')])
  const tree = await repo.objectStore.write('tree', entry)
  const who = 'A <a@assize.invalid> 0 +0000'
  const lines = [`tree ${tree}`, `author ${who}`, `committer ${who}`, '', 'text', '']
  return repo.objectStore.write('commit', Buffer.from(lines.join('\n')))
}
