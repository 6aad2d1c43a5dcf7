import { Inject, Injectable } from '@nestjs/common'
import { toHex } from '@assize/kernel'
import { LogReader, type LoggedRecord, type SignedCheckpoint } from '@assize/tlog/nest'
import { shown, type LogPlace, type ProofPart, type Shown } from '../../dossier/dossier.js'

/** A state of the log to tell of, with the keys it had then. */
export interface TimeOfLog extends SignedCheckpoint {
  readonly verifierKeys: readonly string[]
}

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

  /** By verdict, under a checkpoint or the newest; a verdict it does not cover yet is left out. */
  async proofsOf(
    verdictIds: readonly string[],
    at: TimeOfLog | null,
  ): Promise<ReadonlyMap<string, Shown<ProofPart>>> {
    const [entries, checkpoint, keys] = await Promise.all([
      this.log.entriesOf('verdict', verdictIds),
      at ?? this.log.latestCheckpoint(),
      at?.verifierKeys ?? this.log.verifierKeys(),
    ])
    if (!checkpoint) return new Map()
    const covered = [...entries].filter(([, { index }]) => index < checkpoint.size)
    const proofs = covered.map(async ([id, entry]) => {
      return [id, shown(await this.proofUnder(checkpoint, entry, keys))] as const
    })
    return new Map(await Promise.all(proofs))
  }

  private async proofUnder(
    checkpoint: SignedCheckpoint,
    { index, leafHash, entry }: LoggedRecord,
    verifierKeys: readonly string[],
  ): Promise<ProofPart> {
    const { origin, size, root, note } = checkpoint
    return {
      ...{ index, leafHash: toHex(leafHash), entry, origin, size, root: toHex(root), note },
      ...{ tlogProof: await this.log.proofUnder(checkpoint, index), verifierKeys },
    }
  }
}

/** Of kinds with parts the key is `id/part`. */
function placeOf(kind: string, key: string, index: bigint): LogPlace {
  const [id = key, part = '0'] = key.split('/')
  return { kind, id, part: Number(part), index }
}
