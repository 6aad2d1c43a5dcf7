import { GitError } from './git-error.js'
import { isOid, type Oid } from './git-object.js'
import { readPacket } from './pkt-line.js'

/** What a fetch asks for, and what it says to have already. */
export interface FetchQuestion {
  readonly wants: readonly Oid[]
  readonly haves: readonly Oid[]
}

/** Throws `REQUEST_REFUSED` for a want that is no oid. Source: gitprotocol-v2 and gitprotocol-pack, `want` and `have`. */
export function readQuestion(body: Buffer): FetchQuestion {
  const wants = new Set<Oid>()
  const haves = new Set<Oid>()
  for (const { line } of linesIn(body)) {
    const [, verb, oid = ''] = /^(want|have) (\S*)/.exec(line) ?? []
    if (verb === 'want' && !isOid(oid))
      throw new GitError('REQUEST_REFUSED', 'expected oids to want')
    if (verb === 'want') wants.add(oid)
    if (verb === 'have' && isOid(oid)) haves.add(oid)
  }
  return { wants: [...wants], haves: [...haves] }
}

/** The same question without what nobody here knows: it changes no answer, and would be looked for one by one. */
export const withoutUnknown = (body: Buffer, known: ReadonlySet<Oid>): Buffer =>
  Buffer.concat(
    [...linesIn(body)].flatMap(({ line, raw }) =>
      line.startsWith('have ') && !known.has(line.slice(5, 45)) ? [] : raw,
    ),
  )

function* linesIn(body: Buffer): Generator<{ readonly line: string; readonly raw: Buffer }> {
  for (let at = 0; at < body.length;) {
    const { packet, next } = readPacket(body, at)
    const line = packet.kind === 'data' ? packet.bytes.toString('latin1') : ''
    yield { line, raw: body.subarray(at, next) }
    at = next
  }
}
