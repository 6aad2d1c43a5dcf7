import { Inject, Injectable, Logger } from '@nestjs/common'
import { Clock, equalBytes, Randomness, toBytes } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'
import { entryOf, leafHash, maxEntryBytes, RightEdge, TlogError, type LogKind } from '../index.js'
import { readLogKinds } from './log-kinds.js'
import { readLogState, type LogState } from './log-state.js'
import { PostgresTiles, storeTiles } from './postgres-tiles.js'
import { byKind, recordedRows, rowKey, type RecordKey } from './recorded-rows.js'

export interface SequencedBatch {
  readonly integrated: number
  /** The batch was full: more may wait. */
  readonly more: boolean
}

interface Pending extends RecordKey {
  readonly id: string
  readonly kind: string
}

interface NewEntry extends Pending {
  readonly salt: Uint8Array
  readonly entry: Uint8Array
}

const batchSize = 8192
/** Rows held as JSON at one time; of a batch only the entries are kept. */
const rowsAtOnce = 1024
const nothing: SequencedBatch = { integrated: 0, more: false }

/**
 * Gives waiting rows their place in the tree, a batch in one transaction: entries, tiles and state together or not at
 * all. Any number of processes may run one; a lock lets a single batch through at a time, and each trusts its own memory
 * of the right edge only where the state is what it remembers.
 */
@Injectable()
export class Sequencer {
  private readonly logger = new Logger(Sequencer.name)
  private edge: RightEdge | undefined
  private kinds: ReadonlyMap<string, LogKind> = new Map()

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async sequence(): Promise<SequencedBatch> {
    const [waits] = await this.database.query(
      'SELECT 1 FROM log_pending WHERE missing_since IS NULL LIMIT 1',
    )
    if (!waits) return nothing
    let grown: RightEdge | undefined
    const batch = await this.database.transaction(async (tx) => {
      // A tree that was shown must not be lost with the machine, whatever the server is set to.
      await tx.query('SET LOCAL synchronous_commit = on')
      const [lock] = await tx.query<{ held: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtext('assize.log.sequence')) AS held`,
      )
      if (!lock?.held) return nothing
      const state = await readLogState(tx, 'lock')
      grown = await this.edgeOf(tx, state)
      return this.integrate(tx, state, grown)
    })
    if (grown) this.edge = grown
    return batch
  }

  private async integrate(tx: Sql, state: LogState, edge: RightEdge): Promise<SequencedBatch> {
    const pending = await tx.query<Pending>(
      `SELECT id, kind, record_id AS "recordId", part FROM log_pending
       WHERE missing_since IS NULL ORDER BY id LIMIT ${batchSize}`,
    )
    const fresh = await this.withoutLogged(tx, pending)
    const made = await this.entriesFor(tx, fresh)
    const entries = fresh.flatMap(({ id }) => made.get(id) ?? [])
    const unfit = fresh.filter(({ id }) => !made.has(id))
    await storeEntries(tx, entries, state.size)
    for (const { entry } of entries) edge.append(leafHash(entry))
    await storeTiles(tx, edge.takeChanged())
    await this.advance(tx, state, edge)
    await this.markMissing(tx, unfit)
    const done = new Set(unfit.map(({ id }) => id))
    await tx.query('DELETE FROM log_pending WHERE id = ANY ($1::bigint[])', [
      pending.map(({ id }) => id).filter((id) => !done.has(id)),
    ])
    return { integrated: entries.length, more: pending.length === batchSize }
  }

  /** Throws `ROOT_MISMATCH` where the tiles do not lead to the root the state names. */
  private async edgeOf(tx: Sql, { size, root }: LogState): Promise<RightEdge> {
    const known = this.edge
    if (known?.size === size && equalBytes(known.root, root)) return known.copy()
    const edge = await RightEdge.from(size, new PostgresTiles(tx))
    if (equalBytes(edge.root, root)) return edge
    throw new TlogError(
      'ROOT_MISMATCH',
      `the tiles do not lead to the root of the log at ${size} entries: a tile or the state was changed`,
      { size },
    )
  }

  /** A row that waits twice, or has its entry from a database that was put together again, is logged once. */
  private async withoutLogged(tx: Sql, pending: readonly Pending[]): Promise<readonly Pending[]> {
    const logged = await tx.query<{ id: string }>(
      `SELECT w.id FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::int[])
         AS w(id, kind, record_id, part)
       JOIN log_entry e USING (record_id, kind, part)`,
      [
        pending.map(({ id }) => id),
        pending.map(({ kind }) => kind),
        pending.map(({ recordId }) => recordId),
        pending.map(({ part }) => part),
      ],
    )
    const seen = new Set<string>()
    const known = new Set(logged.map(({ id }) => id))
    return pending.filter((row) => {
      const key = `${row.kind}/${rowKey(row)}`
      if (known.has(row.id) || seen.has(key)) return false
      seen.add(key)
      return true
    })
  }

  private async entriesFor(
    tx: Sql,
    pending: readonly Pending[],
  ): Promise<ReadonlyMap<string, NewEntry>> {
    const entries = new Map<string, NewEntry>()
    for (const [name, rows] of byKind(pending)) {
      const kind = await this.kindOf(tx, name)
      for (let at = 0; kind && at < rows.length; at += rowsAtOnce)
        for (const entry of await this.entriesOfKind(tx, kind, rows.slice(at, at + rowsAtOnce)))
          entries.set(entry.id, entry)
    }
    return entries
  }

  private async entriesOfKind(
    tx: Sql,
    kind: LogKind,
    pending: readonly Pending[],
  ): Promise<NewEntry[]> {
    const rows = await recordedRows(tx, kind, pending)
    return pending.flatMap((waiting) => {
      const row = rows.get(rowKey(waiting))
      if (!row) return []
      const salt = this.randomness.bytes(32)
      const entry = toBytes(entryOf(kind, row, salt))
      return entry.length > maxEntryBytes ? [] : [{ ...waiting, salt, entry }]
    })
  }

  /** A migration may bring kinds while we run. */
  private async kindOf(tx: Sql, name: string): Promise<LogKind | undefined> {
    if (!this.kinds.has(name)) this.kinds = await readLogKinds(tx)
    return this.kinds.get(name)
  }

  private async advance(tx: Sql, state: LogState, edge: RightEdge): Promise<void> {
    if (edge.size === state.size) return
    const advanced = await tx.query(
      `UPDATE log_state SET size = $1, root = $2, updated_at = $3 WHERE id = 1 AND size = $4
       RETURNING 1`,
      [edge.size.toString(), Buffer.from(edge.root), this.clock.now(), state.size.toString()],
    )
    if (advanced.length !== 1)
      throw new Error(`the state of the log is no longer at ${state.size} entries`)
  }

  /** They keep their place in line, where `assize log verify` and the log's page count them. */
  private async markMissing(tx: Sql, unfit: readonly Pending[]): Promise<void> {
    if (unfit.length === 0) return
    await tx.query('UPDATE log_pending SET missing_since = $2 WHERE id = ANY ($1::bigint[])', [
      unfit.map(({ id }) => id),
      this.clock.now(),
    ])
    for (const { kind, recordId, part } of unfit.slice(0, 20))
      this.logger.error('a row that waits for the log is not on the record', {
        ...{ kind, recordId, part },
      })
  }
}

async function storeEntries(tx: Sql, entries: readonly NewEntry[], first: bigint): Promise<void> {
  if (entries.length === 0) return
  await tx.query(
    `INSERT INTO log_entry (index, kind, record_id, part, salt, entry)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::int[], $5::bytea[], $6::bytea[])`,
    [
      entries.map((_, i) => (first + BigInt(i)).toString()),
      entries.map(({ kind }) => kind),
      entries.map(({ recordId }) => recordId),
      entries.map(({ part }) => part),
      entries.map(({ salt }) => Buffer.from(salt)),
      entries.map(({ entry }) => Buffer.from(entry)),
    ],
  )
}
