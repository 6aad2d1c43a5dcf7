import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { LogReader, type SignedCheckpoint } from '@assize/tlog/nest'

/** A checkpoint as it stood when the first package was made under it, and the keys the log had then. */
export interface PinnedCheckpoint extends SignedCheckpoint {
  readonly verifierKeys: readonly string[]
}

/**
 * Remembers under what a package was first made. A checkpoint gains cosignatures, the log changes its keys and its
 * name: a package made again under the same size takes what the first one took, to the byte.
 */
@Injectable()
export class PinnedCheckpoints {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LogReader) private readonly log: LogReader,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The one of that size, pinned by now if it was not before; null for a size the log never signed. */
  async find(size: bigint): Promise<PinnedCheckpoint | null> {
    const pinned = await this.read(size)
    if (pinned) return pinned
    const found = await this.log.checkpointOf(size)
    return found && this.pin(found)
  }

  /** The first that covers an entry, of the name the log had in `like`; of its present name where that one has none. */
  async firstOver(
    index: bigint | string,
    like: SignedCheckpoint,
  ): Promise<PinnedCheckpoint | null> {
    const found =
      (await this.log.firstCheckpointOver(BigInt(index), like.origin)) ??
      (await this.log.firstCheckpointOver(BigInt(index)))
    return found && this.pin(found)
  }

  /** This one, unless another worker or an earlier package was first. */
  async pin({ size, origin, root, note, signedAt }: SignedCheckpoint): Promise<PinnedCheckpoint> {
    await this.database.query(
      `INSERT INTO package_checkpoint
         (size, origin, root, note, verifier_keys, signed_at, pinned_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        ...[size.toString(), origin, Buffer.from(root), note],
        ...[await this.log.verifierKeys(), signedAt, this.clock.now()],
      ],
    )
    const pinned = await this.read(size)
    if (!pinned) throw new TypeError('expected a checkpoint that is pinned')
    return pinned
  }

  private async read(size: bigint): Promise<PinnedCheckpoint | null> {
    const [row] = await this.database.query<Omit<PinnedCheckpoint, 'size'>>(
      `SELECT origin, root, note, verifier_keys AS "verifierKeys", signed_at AS "signedAt"
       FROM package_checkpoint WHERE size = $1`,
      [size.toString()],
    )
    return row ? { ...row, size } : null
  }
}
