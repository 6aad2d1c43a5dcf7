import { canonicalJson, equalBytes, isDomainError, sha256Hex, toHex } from '@assize/kernel'
import {
  checkEntry,
  checkWords,
  leafHash,
  openCheckpoint,
  parseProof,
  parseRecord,
  verifyInclusion,
  type OpenedCheckpoint,
  type RecordFile,
  type Row,
  type Trust,
} from '@assize/tlog'
import { ownerOf } from './belonging.js'
import { PackageFault, type PackageFaultCode } from './package-fault.js'
import { textOf, type PackageSource } from './package-source.js'

/** What is remembered of a record that is proven: little, as there may be millions. */
export interface ProvenRecord {
  readonly kind: string
  readonly index: bigint
  /** Of the row's canonical JSON. */
  readonly rowSha256: string
  readonly words: 'bound' | 'none' | 'erased' | 'withheld'
  /** The name of the record it belongs to, which ends at a content item; null where it is about none. */
  readonly about: string | null
}

export interface CheckedProofs {
  /** By the name of its files: `verdict-<id>`. */
  readonly records: ReadonlyMap<string, ProvenRecord>
  readonly checkpoints: ReadonlyMap<string, OpenedCheckpoint>
  readonly words: Readonly<Record<ProvenRecord['words'], number>>
}

const proofFile = /^data\/proofs\/(.+)\.tlog-proof$/
const recordFile = /^data\/proofs\/(.+)\.record\.json$/

/** Of every record: the entry follows from the row, the words from the row, and the proof leads to a signed root. */
export async function checkProofs(
  source: PackageSource,
  paths: ReadonlySet<string>,
  checkpoints: Checkpoints,
): Promise<CheckedProofs> {
  const records = new Map<string, ProvenRecord>()
  const words = { bound: 0, none: 0, erased: 0, withheld: 0 }
  for (const path of paths) {
    const [, name] = recordFile.exec(path) ?? []
    const [, proof] = proofFile.exec(path) ?? []
    if (proof !== undefined && !paths.has(`data/proofs/${proof}.record.json`))
      throw new PackageFault(
        'PROOF_MISSING',
        path,
        'expected the record that this proves beside it',
      )
    if (name === undefined) continue
    const proven = await checkOne(source, name, paths, checkpoints)
    records.set(name, proven)
    words[proven.words] += 1
  }
  return { records, checkpoints: checkpoints.opened, words }
}

async function checkOne(
  source: PackageSource,
  name: string,
  paths: ReadonlySet<string>,
  checkpoints: Checkpoints,
): Promise<ProvenRecord> {
  const recordPath = `data/proofs/${name}.record.json`
  const proofPath = `data/proofs/${name}.tlog-proof`
  if (!paths.has(proofPath))
    throw new PackageFault('PROOF_MISSING', recordPath, 'no proof of this record is in the package')
  const text = await textOf(source, recordPath)
  const record = faultOf('RECORD_BROKEN', recordPath, () => {
    const parsed = parseRecord(text)
    checkEntry(parsed.columns, parsed.entry, parsed.row, parsed.salt)
    return parsed
  })
  if (nameOf(record) !== name)
    throw new PackageFault(
      'RECORD_BROKEN',
      recordPath,
      'expected the record its file is named after',
    )
  const bound = faultOf('WORDS_BROKEN', recordPath, () => boundIn(record))
  const proofText = await textOf(source, proofPath)
  const index = faultOf('PROOF_BROKEN', proofPath, () => {
    const proof = parseProof(proofText)
    const { size, root } = checkpoints.open(proof.checkpoint, proofPath).checkpoint
    const leaf = leafHash(record.entry)
    verifyInclusion({ leaf, index: proof.index, size, proof: proof.hashes, root })
    return proof.index
  })
  const { kind } = record.columns
  const { row } = record
  return { kind, index, rowSha256: digestOfRow(row), words: bound, about: ownerOf(kind, row) }
}

function boundIn({ words, row }: RecordFile): ProvenRecord['words'] {
  if (typeof words === 'string') return words
  checkWords(words, row)
  return 'bound'
}

/** As its files are named; `part` for kinds with parts. */
export function nameOf({ columns, row }: Pick<RecordFile, 'columns' | 'row'>): string {
  const id = String(row[columns.idColumn])
  const part = columns.partColumn === null ? '' : `-${String(row[columns.partColumn])}`
  return `${columns.kind}-${id}${part}`
}

export const digestOfRow = (row: Row): string => sha256Hex(canonicalJson(row))

/** Checkpoints opened once each; two trees of one size are the worst there can be. */
export class Checkpoints {
  readonly opened = new Map<string, OpenedCheckpoint>()
  private readonly roots = new Map<string, Uint8Array>()

  constructor(private readonly trust: Trust) {}

  open(note: string, where: string): OpenedCheckpoint {
    const known = this.opened.get(note)
    if (known) return known
    const opened = faultOf('CHECKPOINT_BROKEN', where, () => openCheckpoint(note, this.trust))
    const { origin, size, root } = opened.checkpoint
    const key = `${origin} ${size}`
    const other = this.roots.get(key)
    if (other && !equalBytes(other, root))
      throw new PackageFault(
        'TREES_DIFFER',
        where,
        `the log signed two trees of ${size} entries, ${toHex(other)} and ${toHex(root)}: keep this package, it is evidence against the log`,
      )
    this.roots.set(key, root)
    this.opened.set(note, opened)
    return opened
  }
}

/** A refusal within `work` becomes a fault of that file. */
export function faultOf<T>(code: PackageFaultCode, where: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof PackageFault || !isDomainError(error)) throw error
    throw new PackageFault(code, where, error.message, { cause: error })
  }
}
