import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import { formatProof, inclusionProof, leafHash, TlogError } from '../index.js'
import { PostgresTiles } from './postgres-tiles.js'
import {
  checkpointOf,
  firstCheckpointOver,
  publishedCheckpoint,
  type SignedCheckpoint,
} from './published-checkpoint.js'
import { recordedKeys, type RecordedKey } from './recorded-keys.js'
import { readWatch, type WatchRow } from './watch-row.js'

/** Where a row of the record stands in the log. */
export interface LoggedRecord {
  readonly index: bigint
  readonly leafHash: Uint8Array
  /** Canonical JSON, the bytes of the leaf. */
  readonly entry: string
  /** Opens the entry's commitment to the row. */
  readonly salt: Uint8Array
}

/** What other rooms ask of the log. */
@Injectable()
export class LogReader {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Entries by record id, as far as the rows have theirs. Of a kind whose ids have parts (`attempt`, `dataset-item`)
   * the key is `id/part`, and all parts of an id are answered.
   */
  async entriesOf(
    kind: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggedRecord>> {
    const rows = await this.database.query<EntryRow>(
      `SELECT e.record_id AS id, e.part, k.part_column IS NOT NULL AS "hasParts",
         e.index, e.entry, e.salt
       FROM log_entry e JOIN log_kind k ON k.kind = e.kind
       WHERE e.record_id = ANY ($1::uuid[]) AND e.kind = $2`,
      [ids, kind],
    )
    return new Map(
      rows.map((row) => [row.hasParts ? `${row.id}/${row.part}` : row.id, toRecord(row)]),
    )
  }

  /** With the cosignatures it has so far; null until the first is signed. */
  latestCheckpoint(): Promise<SignedCheckpoint | null> {
    return publishedCheckpoint(this.database)
  }

  /** A checkpoint signed before, to prove the same again. */
  checkpointOf(size: bigint): Promise<SignedCheckpoint | null> {
    return checkpointOf(this.database, size)
  }

  /** The first checkpoint that covers an entry; under the log's present name, unless an earlier one is told. */
  firstCheckpointOver(
    index: bigint,
    origin: string | null = null,
  ): Promise<SignedCheckpoint | null> {
    return firstCheckpointOver(this.database, index, origin)
  }

  /** The text of a .tlog-proof file. Throws `INDEX_OUT_OF_TREE` for an entry no published checkpoint covers yet. */
  async proof(index: bigint): Promise<string> {
    const checkpoint = await this.latestCheckpoint()
    if (!checkpoint)
      throw new TlogError('CHECKPOINT_UNSIGNED', 'expected a signed checkpoint, and there is none')
    return this.proofUnder(checkpoint, index)
  }

  /** The same under a checkpoint at hand, for many proofs at once. */
  async proofUnder(checkpoint: SignedCheckpoint, index: bigint): Promise<string> {
    const tiles = new PostgresTiles(this.database)
    const hashes = await inclusionProof(tiles, index, checkpoint.size)
    return formatProof({ index, hashes, checkpoint: checkpoint.note })
  }

  /** What the worker found when it last verified the log. */
  watch(): Promise<WatchRow> {
    return readWatch(this.database)
  }

  /** Every key the record names, with when it came into use and when that ended. */
  keys(): Promise<readonly RecordedKey[]> {
    return recordedKeys(this.database)
  }

  /** As vkeys: those in use first, then the retired, the one introduced first leading. */
  async verifierKeys(): Promise<string[]> {
    return (await recordedKeys(this.database)).map(({ vkey }) => vkey)
  }
}

interface EntryRow {
  readonly id: string
  readonly part: number
  readonly hasParts: boolean
  readonly index: string
  readonly entry: Uint8Array
  readonly salt: Uint8Array
}

const toRecord = ({ index, entry, salt }: EntryRow): LoggedRecord => ({
  index: BigInt(index),
  leafHash: leafHash(entry),
  entry: Buffer.from(entry).toString(),
  salt,
})
