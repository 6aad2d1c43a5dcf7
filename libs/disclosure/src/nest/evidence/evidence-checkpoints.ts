import { setTimeout as sleep } from 'node:timers/promises'
import { Inject, Injectable } from '@nestjs/common'
import { fromBase64, toBase64 } from '@assize/kernel'
import { LogReader, type SignedCheckpoint } from '@assize/tlog/nest'
import { EvidenceError } from '../../evidence/evidence-error.js'
import type { EvidencePosition } from '../../evidence/evidence-position.js'
import { EvidenceScopes, type ReadScope } from './evidence-scopes.js'
import { PinnedCheckpoints, type PinnedCheckpoint } from './pinned-checkpoints.js'

const pollMs = 250
const mostMs = 30_000

/** Under which signed state of the log a package is made. */
@Injectable()
export class EvidenceCheckpoints {
  constructor(
    @Inject(LogReader) private readonly log: LogReader,
    @Inject(EvidenceScopes) private readonly scopes: EvidenceScopes,
    @Inject(PinnedCheckpoints) private readonly pins: PinnedCheckpoints,
  ) {}

  /**
   * The one of `size` where told: the same package again. Otherwise the newest, once it covers the newest verdict of the
   * scope; a log that does not come on within half a minute is taken as it is. Throws `CHECKPOINT_UNKNOWN`,
   * `LOG_UNSIGNED`.
   */
  async choose(asked: ReadScope, size: bigint | null): Promise<PinnedCheckpoint> {
    if (size !== null) {
      const found = await this.pins.find(size)
      if (found) return found
      throw new EvidenceError(
        'CHECKPOINT_UNKNOWN',
        'expected the size of a checkpoint this log signed',
        { size: size.toString() },
      )
    }
    const newest = await this.scopes.newest(asked)
    for (let waitedMs = 0; ; waitedMs += pollMs) {
      const checkpoint = await this.log.latestCheckpoint()
      const covered = checkpoint && (await this.covers(checkpoint, newest))
      if (checkpoint && (covered || waitedMs >= mostMs)) return this.pins.pin(checkpoint)
      if (waitedMs >= mostMs)
        throw new EvidenceError('LOG_UNSIGNED', 'expected a signed log, saw no checkpoint yet')
      await sleep(pollMs)
    }
  }

  private async covers({ size }: SignedCheckpoint, verdictId: string | null): Promise<boolean> {
    if (verdictId === null) return true
    const entry = (await this.log.entriesOf('verdict', [verdictId])).get(verdictId)
    return entry !== undefined && entry.index < size
  }
}

export const toPosition = (checkpoint: SignedCheckpoint): EvidencePosition['checkpoint'] => ({
  origin: checkpoint.origin,
  size: checkpoint.size.toString(),
  root: toBase64(checkpoint.root),
  signedAt: checkpoint.signedAt.toISOString(),
  note: checkpoint.note,
})

export const fromPosition = ({
  checkpoint: { origin, size, root, signedAt, note },
  verifierKeys,
}: Pick<EvidencePosition, 'checkpoint' | 'verifierKeys'>): PinnedCheckpoint => ({
  ...{ origin, size: BigInt(size), note, verifierKeys },
  ...{ root: fromBase64(root) ?? new Uint8Array(), signedAt: new Date(signedAt) },
})
