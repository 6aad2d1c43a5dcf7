import {
  checkpointText,
  ed25519Signer,
  entryOf,
  formatProof,
  formatRecord,
  formatVerifierKey,
  inclusionProof,
  leafHash,
  RightEdge,
  signatureLine,
  signCheckpoint,
  TileReader,
  witnessSigner,
  type RecordFile,
  type Row,
} from '@assize/tlog'

const log = ed25519Signer('log.example/verdicts', new Uint8Array(32).fill(1))
const witness = witnessSigner('witness.example', new Uint8Array(32).fill(2), () => 1_700_000_000n)

export const logKey = formatVerifierKey(log.key)
export const witnessKey = formatVerifierKey(witness.key)

const columns = { kind: 'verdict', idColumn: 'id', partColumn: null, facts: ['outcome', 'policy'] }
const row: Row = {
  id: '019a9c62-5e00-7abc-8def-0123456789ab',
  outcome: 'violates',
  policy: 'spam',
  label: 'INVALID',
}

class Tiles extends TileReader {
  constructor(private readonly tile: Uint8Array) {
    super()
  }

  read(): Promise<Uint8Array> {
    return Promise.resolve(this.tile)
  }
}

/** The second of three entries, as downloaded. */
export async function aProvenVerdict(words: RecordFile['words'] = 'withheld') {
  const salt = new Uint8Array(32)
  const entry = entryOf(columns, row, salt)
  const edge = RightEdge.empty()
  for (const text of ['first', entry, 'third']) edge.append(leafHash(text))
  const [tile] = edge.takeChanged()
  const head = { origin: log.key.name, size: edge.size, root: edge.root }
  const checkpoint = signCheckpoint(head, [log]) + signatureLine(witness, checkpointText(head))
  const hashes = await inclusionProof(new Tiles(tile?.hashes ?? new Uint8Array()), 1n, 3n)
  return {
    record: formatRecord({ columns, entry, salt, row, words }),
    proof: formatProof({ index: 1n, hashes, checkpoint }),
  }
}
