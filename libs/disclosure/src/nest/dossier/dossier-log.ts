import { Inject, Injectable } from '@nestjs/common'
import { toHex } from '@assize/kernel'
import { LogReader, type LoggedRecord, type SignedCheckpoint } from '@assize/tlog/nest'
import {
  shown,
  withheld,
  type LogPlace,
  type ProofPart,
  type Shown,
} from '../../dossier/dossier.js'

export interface LoggedKind {
  readonly kind: string
  readonly ids: readonly string[]
}

/** What a dossier tells of the log. */
@Injectable()
export class DossierLog {
  constructor(@Inject(LogReader) private readonly log: LogReader) {}

  /** In the order of the log. */
  async placesOf(kinds: readonly LoggedKind[]): Promise<readonly LogPlace[]> {
    const found = await Promise.all(
      kinds.map(async ({ kind, ids }) => {
        const entries = await this.log.entriesOf(kind, ids)
        return [...entries].map(([key, { index }]) => placeOf(kind, key, index))
      }),
    )
    return found.flat().sort((a, b) => (a.index < b.index ? -1 : 1))
  }

  async proofOf(verdictId: string): Promise<Shown<ProofPart>> {
    const [entries, checkpoint] = await Promise.all([
      this.log.entriesOf('verdict', [verdictId]),
      this.log.latestCheckpoint(),
    ])
    const entry = entries.get(verdictId)
    if (!entry || !checkpoint || entry.index >= checkpoint.size) return withheld('not-logged')
    return shown(await this.proofUnder(checkpoint, entry))
  }

  async proofUnder(checkpoint: SignedCheckpoint, record: LoggedRecord): Promise<ProofPart> {
    const [tlogProof, verifierKeys] = await Promise.all([
      this.log.proofUnder(checkpoint, record.index),
      this.log.verifierKeys(),
    ])
    const { origin, size, root, note } = checkpoint
    return {
      ...{ index: record.index, leafHash: toHex(record.leafHash), entry: record.entry },
      ...{ origin, size, root: toHex(root), note, tlogProof, verifierKeys },
    }
  }
}

/** Of kinds with parts the key is `id/part`. */
function placeOf(kind: string, key: string, index: bigint): LogPlace {
  const [id = key, part = '0'] = key.split('/')
  return { kind, id, part: Number(part), index }
}
