import type { Oid } from './git-object.js'
import { identityOf, oidOf, parseLines, unfit } from './parse-lines.js'
import type { Signature } from './signature.js'

export interface ParsedTag {
  /** The commit it names: tags of other things are not taken. */
  readonly commit: Oid
  readonly name: string
  readonly tagger: Signature
  readonly message: string
}

/** An annotated tag of a commit. Throws `OBJECT_REFUSED`. */
export function parseTag(content: Uint8Array): ParsedTag {
  const { headers, message } = parseLines(content)
  const [object, type, tag, tagger, ...further] = headers
  const order = [object, type, tag, tagger].map((header) => header?.[0]).join(' ')
  if (order !== 'object type tag tagger' || further.length > 0)
    throw unfit('a tag with object, type, tag and tagger')
  if (type?.[1] !== 'commit') throw unfit('a tag of a commit')
  return {
    commit: oidOf(object?.[1]),
    name: tag?.[1] ?? '',
    tagger: identityOf(tagger?.[1]),
    message,
  }
}
