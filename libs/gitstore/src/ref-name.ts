import { GitError } from './git-error.js'
import { isOid } from './git-object.js'

/** What git itself forbids in a ref's name, besides a part that begins with a dot or ends in `.lock`. */
const refused = /[\p{Cc}\p{Cf}\p{Cs} ~^:?*[\\]|\.\.|@\{|\/\/|\.$|\/$/u
const folders = ['refs/heads/', 'refs/tags/'] as const

export type RefKind = 'branch' | 'tag'

export const kindOfRef = (name: string): RefKind =>
  name.startsWith('refs/tags/') ? 'tag' : 'branch'

/** `refs/heads/a/b` → `a/b`. */
export const shortRefName = (name: string): string => name.replace(/^refs\/(heads|tags)\//, '')

/**
 * A branch or a tag by a name any client can keep. One that reads like an oid would be taken for a commit.
 * Throws `REF_REFUSED`. Source: git-check-ref-format.
 */
export function checkRefName(name: string): string {
  const short = shortRefName(name)
  const isPlain = short
    .split('/')
    .every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
  const isKept = folders.some((folder) => name.startsWith(folder)) && short !== name
  const misleads = isOid(short) || short === 'HEAD' || short === '@' || short.startsWith('-')
  if (!isKept || !isPlain || refused.test(short) || misleads || Buffer.byteLength(name) > 240)
    throw new GitError(
      'REF_REFUSED',
      'expected refs/heads/<branch> or refs/tags/<tag> with a plain name',
      { characters: name.length },
    )
  return name
}

/** Of two refs one cannot be the folder of the other: clients keep them as files. */
export const refsClash = (one: string, other: string): boolean =>
  one.startsWith(`${other}/`) || other.startsWith(`${one}/`)

export const refClash = (ref: string, other: string): GitError =>
  new GitError('REF_REFUSED', `expected a name beside ${shortRefName(other)}`, { ref })
