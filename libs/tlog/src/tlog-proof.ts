import { fromBase64, toBase64 } from '@assize/kernel'
import { openCheckpoint, type OpenedCheckpoint, type Trust } from './checkpoint.js'
import { verifyInclusion } from './inclusion-proof.js'
import { hashBytes, leafHash, type Hash } from './merkle-tree.js'
import { TlogError } from './tlog-error.js'

/** A proof one can hold in hand: where an entry stands, what leads to the root, and the signed root. */
export interface TlogProof {
  readonly index: bigint
  readonly hashes: readonly Hash[]
  /** The signed note as the log gave it. */
  readonly checkpoint: string
  /** Unauthenticated; ours hold none. */
  readonly extra?: Uint8Array
}

const firstLine = 'c2sp.org/tlog-proof@v1'
const mostHashes = 63

/** Source: C2SP tlog-proof, as all of this file. */
export function formatProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    firstLine,
    ...(extra ? [`extra ${toBase64(extra)}`] : []),
    `index ${index}`,
    ...hashes.map(toBase64),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

export function parseProof(text: string): TlogProof {
  const end = text.indexOf('\n\n')
  if (end < 0) throw malformed('an empty line before the checkpoint')
  const [first, ...lines] = text.slice(0, end).split('\n')
  if (first !== firstLine) throw malformed(`the first line ${firstLine}`)
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined
  const [, index] = /^index (0|[1-9]\d{0,18})$/.exec(lines.shift() ?? '') ?? []
  if (index === undefined) throw malformed('a line that states the index')
  if (lines.length > mostHashes) throw malformed(`at most ${mostHashes} hashes`)
  return {
    index: BigInt(index),
    hashes: lines.map((line) => bytesOf(line, hashBytes)),
    checkpoint: text.slice(end + 2),
    ...(extraLine === undefined ? {} : { extra: bytesOf(extraLine.slice('extra '.length)) }),
  }
}

export interface ProvenEntry extends OpenedCheckpoint {
  readonly index: bigint
  readonly leafHash: Hash
}

/** Throws unless `entry` stands in the log whose checkpoint the proof holds, signed as `trust` asks. */
export function verifyProof(
  proof: string | TlogProof,
  entry: Uint8Array | string,
  trust: Trust,
): ProvenEntry {
  const { index, hashes, checkpoint: note } = typeof proof === 'string' ? parseProof(proof) : proof
  const leaf = leafHash(entry)
  const opened = openCheckpoint(note, trust)
  const { size, root } = opened.checkpoint
  verifyInclusion({ leaf, index, size, proof: hashes, root })
  return { ...opened, index, leafHash: leaf }
}

function bytesOf(base64: string, length?: number): Uint8Array {
  const bytes = fromBase64(base64)
  if (!bytes || (length !== undefined && bytes.length !== length))
    throw malformed('hashes of 32 bytes in base64, one a line')
  return bytes
}

const malformed = (expected: string) =>
  new TlogError('PROOF_MALFORMED', `expected a proof with ${expected}`)
