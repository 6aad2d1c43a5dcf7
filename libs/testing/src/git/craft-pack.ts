import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

/** Packs by hand, right or wrong: what git's own client would never send. */
export interface CraftedObject {
  readonly type: 'commit' | 'tree' | 'blob' | 'tag'
  readonly content: Buffer
}

const kinds = { commit: 1, tree: 2, blob: 3, tag: 4 } as const

export const oidOf = ({ type, content }: CraftedObject): string =>
  createHash('sha1')
    .update(Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]))
    .digest('hex')

export const blob = (content: string | Buffer): CraftedObject => ({
  type: 'blob',
  content: Buffer.from(content),
})

export type CraftedEntry = readonly [mode: string, name: string | Buffer, oid: string]

/** The entries as they come, in whatever order. */
export const tree = (...entries: readonly CraftedEntry[]): CraftedObject => ({
  type: 'tree',
  content: Buffer.concat(
    entries.flatMap(([mode, name, oid]) => [
      Buffer.from(`${mode} `),
      Buffer.from(name),
      Buffer.from([0]),
      Buffer.from(oid, 'hex'),
    ]),
  ),
})

const who = 'A <a@example.com> 1700000000 +0000'

export const commit = (
  treeOid: string,
  parents: readonly string[] = [],
  { author = who, committer = who, message = 'm\n', further = '' } = {},
): CraftedObject => ({
  type: 'commit',
  content: Buffer.from(
    `tree ${treeOid}\n${parents.map((oid) => `parent ${oid}\n`).join('')}` +
      `author ${author}\ncommitter ${committer}\n${further}\n${message}`,
  ),
})

/** An entry of a pack; `size` may say anything. */
export const packedObject = (
  { type, content }: CraftedObject,
  size: number = content.length,
): Buffer => Buffer.concat([entryHeader(kinds[type], size), deflateSync(content)])

/** A delta on an object by its name. */
export const packedDelta = (base: string, delta: Buffer, size: number = delta.length): Buffer =>
  Buffer.concat([entryHeader(7, size), Buffer.from(base, 'hex'), deflateSync(delta)])

/** A delta on the entry that begins so many bytes before. */
export const packedOffsetDelta = (back: number, delta: Buffer): Buffer => {
  const digits = [back & 0x7f]
  for (let left = back >> 7; left > 0; left >>= 7) digits.unshift((--left & 0x7f) | 0x80)
  return Buffer.concat([entryHeader(6, delta.length), Buffer.from(digits), deflateSync(delta)])
}

function entryHeader(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)]
  for (let left = Math.floor(size / 16); left > 0; left = Math.floor(left / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80
    bytes.push(left & 0x7f)
  }
  return Buffer.from(bytes)
}

/** Sizes of base and result, then instructions. */
export const deltaOf = (base: number, result: number, ...instructions: readonly Buffer[]): Buffer =>
  Buffer.concat([deltaSize(base), deltaSize(result), ...instructions])

export const copyFrom = (offset: number, size: number): Buffer =>
  Buffer.from([
    0xff,
    ...[0, 8, 16, 24].map((bits) => (offset >>> bits) & 0xff),
    ...[0, 8, 16].map((bits) => (size >>> bits) & 0xff),
  ])

function deltaSize(size: number): Buffer {
  const bytes: number[] = []
  for (let left = size; ; left = Math.floor(left / 128)) {
    bytes.push((left % 128) | (left >= 128 ? 0x80 : 0))
    if (left < 128) return Buffer.from(bytes)
  }
}

export function packOf(entries: readonly Buffer[], count: number = entries.length): Buffer {
  const head = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1')
  head.writeUInt32BE(count, 8)
  const body = Buffer.concat([head, ...entries])
  return Buffer.concat([body, createHash('sha1').update(body).digest()])
}

export const packOfObjects = (objects: readonly CraftedObject[]): Buffer =>
  packOf(objects.map((object) => packedObject(object)))

const none = '0'.repeat(40)

export interface CraftedCommand {
  readonly ref: string | Buffer
  readonly old?: string | null
  readonly new: string | null
}

/** The body of a push, as a client sends it. */
export function pushBody(
  commands: readonly CraftedCommand[],
  pack: Buffer = Buffer.alloc(0),
): Buffer {
  const lines = commands.map(({ ref, old, new: next }, index) =>
    Buffer.concat([
      Buffer.from(`${old ?? none} ${next ?? none} `),
      Buffer.from(ref),
      Buffer.from(index === 0 ? '\0 report-status side-band-64k agent=crafted' : ''),
    ]),
  )
  const packets = lines.map((line) =>
    Buffer.concat([Buffer.from((line.length + 4).toString(16).padStart(4, '0')), line]),
  )
  return Buffer.concat([...packets, Buffer.from('0000'), pack])
}
