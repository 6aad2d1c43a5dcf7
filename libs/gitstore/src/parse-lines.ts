import { isStorableText } from '@assize/kernel'
import { GitError } from './git-error.js'
import { isOid, type Oid } from './git-object.js'
import type { Signature } from './signature.js'

export type Header = readonly [name: string, value: string]

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The headers and the message of a commit or tag. Lines that continue a header begin with a space, which is dropped.
 * Throws `OBJECT_REFUSED` for bytes that are no text.
 */
export function parseLines(content: Uint8Array): { headers: readonly Header[]; message: string } {
  const text = decode(content)
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n') + 1
  if (end === 0 && !text.startsWith('\n')) throw unfit('headers, an empty line and a message')
  const headers: [string, string][] = []
  for (const line of text.slice(0, Math.max(0, end - 1)).split('\n')) {
    const last = headers.at(-1)
    if (line.startsWith(' ')) {
      if (!last) throw unfit('a header before what continues it')
      last[1] += `\n${line.slice(1)}`
    } else {
      const [, name = '', value = ''] = /^([a-z][a-z0-9-]*) (.*)$/.exec(line) ?? []
      if (name === '') throw unfit('headers of a name and a value')
      headers.push([name, value])
    }
  }
  return { headers, message: text.slice(end + 1) }
}

/** Text that a terminal shows as it is: no control character but tabs and ends of lines. */
function decode(content: Uint8Array): string {
  let text: string
  try {
    text = utf8.decode(content)
  } catch (cause) {
    throw unfit('text in UTF-8', cause)
  }
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  if (!isStorableText(text) || /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text))
    throw unfit('text without control characters')
  return text
}

export function oidOf(value: string | undefined): Oid {
  if (value === undefined || !isOid(value)) throw unfit('oids of 40 lower-case hex digits')
  return value
}

const lastSecond = 253_402_300_799

/** `Name <email> 1700000000 +0100`. Source: git-fsck, checks of identities. */
export function identityOf(value: string | undefined): Signature {
  const parts = /^([^<>\n]+) <([^<>\n]+)> (0|[1-9]\d{0,11}) [+-](\d\d)([0-5]\d)$/.exec(value ?? '')
  const [, name = '', email = '', seconds = '', hours = ''] = parts ?? []
  if (!parts || name.trim() === '' || email.trim() === '')
    throw unfit('an author and committer as "Name <email> seconds +0000"')
  if (Number(seconds) > lastSecond || Number(hours) > 14)
    throw unfit('an author and committer at an instant of our calendar')
  return { name, email, at: new Date(Number(seconds) * 1000) }
}

export const unfit = (expected: string, cause?: unknown) =>
  new GitError('OBJECT_REFUSED', `expected ${expected}`, {}, { cause })
