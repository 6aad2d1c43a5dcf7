import { GitError } from './git-error.js'
import { isOid, type Oid } from './git-object.js'
import { readPacket } from './pkt-line.js'

/** One ref the client wants moved: made where `old` is null, removed where `new` is. */
export interface RefCommand {
  readonly ref: string
  readonly old: Oid | null
  readonly new: Oid | null
}

export interface PushRequest {
  readonly commands: readonly RefCommand[]
  readonly capabilities: ReadonlySet<string>
  /** Empty where the client only removes refs. */
  readonly pack: Buffer
}

const mostCommands = 500
/** The answer names each ref beside a reason, in one packet. */
const mostNameLength = 1000
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The body of a push: commands, then a pack. A client that only asks whether it may push sends no command.
 * Throws `REQUEST_REFUSED`. Source: git's pack-protocol, "Reference Update Request".
 */
export function parsePushRequest(body: Buffer): PushRequest {
  const commands: RefCommand[] = []
  let capabilities: ReadonlySet<string> = new Set()
  let at = 0
  for (;;) {
    const { packet, next } = readPacket(body, at)
    at = next
    if (packet.kind === 'flush') break
    if (packet.kind !== 'data') throw malformed('commands and a flush')
    const [line = '', words = ''] = lineOf(packet.bytes).split('\0')
    // A shallow client tells where its history ends; ours does not.
    if (line.startsWith('shallow ')) continue
    if (commands.length === 0) capabilities = new Set(words.split(' ').filter(Boolean))
    commands.push(parseCommand(line))
    if (commands.length > mostCommands) throw malformed(`at most ${mostCommands} refs in a push`)
  }
  if (new Set(commands.map(({ ref }) => ref)).size < commands.length)
    throw malformed('each ref once')
  return { commands, capabilities, pack: body.subarray(at) }
}

function lineOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes).replace(/\n$/, '')
  } catch (cause) {
    throw malformed('names of refs in UTF-8', cause)
  }
}

function parseCommand(line: string): RefCommand {
  const [, old = '', next = '', ref = ''] = /^(\w{40}) (\w{40}) (.+)$/s.exec(line) ?? []
  if (!isOid(old) || !isOid(next)) throw malformed('<old oid> <new oid> <ref>')
  if (ref.length > mostNameLength) throw malformed(`refs of at most ${mostNameLength} characters`)
  return { ref, old: orNull(old), new: orNull(next) }
}

const orNull = (oid: Oid): Oid | null => (/^0+$/.test(oid) ? null : oid)

const malformed = (expected: string, cause?: unknown) =>
  new GitError('REQUEST_REFUSED', `expected ${expected} in a push`, {}, { cause })
