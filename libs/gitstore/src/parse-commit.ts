import type { Oid } from './git-object.js'
import { identityOf, oidOf, parseLines, unfit } from './parse-lines.js'
import type { Signature } from './signature.js'

export interface ParsedCommit {
  readonly tree: Oid
  readonly parents: readonly Oid[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

const mostParents = 16
/** What may follow the committer: signatures, and tags that were merged. */
const further = ['gpgsig', 'gpgsig-sha256', 'mergetag']

/** A commit with its headers in git's order and nothing unknown among them. Throws `OBJECT_REFUSED`. */
export function parseCommit(content: Uint8Array): ParsedCommit {
  const { headers, message } = parseLines(content)
  const left = [...headers]
  const take = (name: string): string | undefined =>
    left[0]?.[0] === name ? left.shift()?.[1] : undefined
  const tree = oidOf(take('tree'))
  const parents: Oid[] = []
  for (let parent = take('parent'); parent !== undefined; parent = take('parent'))
    parents.push(oidOf(parent))
  if (parents.length > mostParents) throw unfit(`at most ${mostParents} parents`)
  const author = identityOf(take('author'))
  const committer = identityOf(take('committer'))
  const unknown = left.find(([name]) => !further.includes(name))
  if (unknown) throw unfit('a commit without further headers, in UTF-8')
  return { tree, parents, author, committer, message }
}
