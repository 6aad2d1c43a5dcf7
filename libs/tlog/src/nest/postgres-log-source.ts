import type { Sql } from '@assize/platform'
import {
  LogSource,
  nameKey,
  type LineState,
  type ListingStretch,
  type LogKeyFact,
  type LogKind,
  type RecordName,
  type Row,
  type RowStretch,
  type StoredCheckpoint,
  type StoredEntry,
  type Tile,
} from '../index.js'
import { listingStretch } from './listed-verdicts.js'
import { readLogKinds } from './log-kinds.js'
import { readLogState } from './log-state.js'
import { PostgresTiles } from './postgres-tiles.js'
import { recordedKeys } from './recorded-keys.js'
import { recordedRows, wordsOf } from './recorded-rows.js'

const checkpointColumns = 'origin, size, root, note, signed_at AS "signedAt"'

interface CheckpointRow extends Omit<StoredCheckpoint, 'size'> {
  readonly size: string
}

/** The log and the record of one database. */
export class PostgresLogSource extends LogSource {
  readonly tiles: PostgresTiles

  constructor(private readonly sql: Sql) {
    super()
    this.tiles = new PostgresTiles(sql)
  }

  state() {
    return readLogState(this.sql)
  }

  kinds(): Promise<ReadonlyMap<string, LogKind>> {
    return readLogKinds(this.sql)
  }

  async entries(from: bigint, to: bigint): Promise<readonly StoredEntry[]> {
    const rows = await this.sql.query<Omit<StoredEntry, 'index'> & { index: string }>(
      `SELECT index, kind, record_id AS "recordId", part, salt, entry FROM log_entry
       WHERE index >= $1 AND index < $2 ORDER BY index`,
      [from.toString(), to.toString()],
    )
    return rows.map((row) => ({ ...row, index: BigInt(row.index) }))
  }

  async tilesLike(tiles: readonly Tile[]): Promise<readonly Uint8Array[]> {
    const rows = await this.sql.query<{ hashes: Uint8Array | null }>(
      `SELECT t.hashes FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS w(level, number, at)
       LEFT JOIN log_tile t USING (level, number) ORDER BY w.at`,
      [tiles.map(({ level }) => level), tiles.map(({ number }) => number.toString())],
    )
    return rows.map(({ hashes }) => hashes ?? new Uint8Array())
  }

  rows(kind: LogKind, names: readonly RecordName[]): Promise<ReadonlyMap<string, Row>> {
    return recordedRows(this.sql, kind, names)
  }

  words(kind: LogKind, names: readonly RecordName[]): Promise<ReadonlyMap<string, Row>> {
    return wordsOf(this.sql, kind, names)
  }

  /** A row's content is its own column, or that of the verdict, action or appeal it is about; requests may quote any. */
  async erased(
    kind: LogKind,
    rows: readonly (RecordName & { readonly row: Row })[],
  ): Promise<ReadonlySet<string>> {
    const about = (column: string) => rows.map(({ row }) => (row[column] as string | null) ?? null)
    const erased = await this.sql.query<{ at: string }>(
      `SELECT w.at FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) WITH ORDINALITY
         AS w(content_item_id, verdict_id, appeal_id, export_id, at)
       LEFT JOIN record_verdict v ON v.id = w.verdict_id AND w.content_item_id IS NULL
       LEFT JOIN record_appeal a ON a.id = w.appeal_id AND w.content_item_id IS NULL
       WHERE EXISTS (
         SELECT FROM record_erased_item e
         WHERE e.content_item_id = coalesce(w.content_item_id, v.content_item_id, a.content_item_id)
       ) OR EXISTS (SELECT FROM record_erased_request r WHERE r.export_id = w.export_id)`,
      [
        about(kind.kind === 'content-item' ? 'id' : 'content_item_id'),
        about('verdict_id'),
        about('appeal_id'),
        about(kind.kind === 'export' ? 'id' : 'export_id'),
      ],
    )
    return new Set(
      erased.flatMap(({ at }) => {
        const row = rows[Number(at) - 1]
        return row ? [nameKey(row)] : []
      }),
    )
  }

  async checkpoints(above: bigint, most: number): Promise<readonly StoredCheckpoint[]> {
    const rows = await this.sql.query<CheckpointRow>(
      `SELECT ${checkpointColumns} FROM log_checkpoint
       WHERE size > $1 ORDER BY size, origin LIMIT $2`,
      [above.toString(), most],
    )
    return rows.map(toStored)
  }

  async newestCheckpoint(origin: string): Promise<StoredCheckpoint | null> {
    const [row] = await this.sql.query<CheckpointRow>(
      `SELECT ${checkpointColumns} FROM log_checkpoint WHERE origin = $1 ORDER BY size DESC LIMIT 1`,
      [origin],
    )
    return row ? toStored(row) : null
  }

  async checkpointUpTo(size: bigint): Promise<StoredCheckpoint | null> {
    const [row] = await this.sql.query<CheckpointRow>(
      `SELECT ${checkpointColumns} FROM log_checkpoint WHERE size <= $1
       ORDER BY size DESC LIMIT 1`,
      [size.toString()],
    )
    return row ? toStored(row) : null
  }

  recordedKeys(): Promise<readonly LogKeyFact[]> {
    return recordedKeys(this.sql)
  }

  /** In one statement: a row that gets its place meanwhile is in line or in the log, whichever moment is seen. */
  async unlogged(kind: LogKind, after: RecordName | null, most: number): Promise<RowStretch> {
    const part = kind.partColumn === null ? '0' : `r."${kind.partColumn}"`
    const id = `r."${kind.idColumn}"`
    const rows = await this.sql.query<RecordName & { known: boolean }>(
      `WITH listed AS (
         SELECT ${id} AS record_id, ${part} AS part FROM "${kind.tableName}" r
         ${after ? `WHERE (${id}, ${part}) > ($3::uuid, $4::int)` : ''}
         ORDER BY 1, 2 LIMIT $2
       )
       SELECT record_id AS "recordId", part,
         EXISTS (SELECT FROM log_entry e
           WHERE e.record_id = s.record_id AND e.kind = $1 AND e.part = s.part)
         OR EXISTS (SELECT FROM log_pending p
           WHERE p.record_id = s.record_id AND p.kind = $1 AND p.part = s.part) AS known
       FROM listed s ORDER BY 1, 2`,
      [kind.kind, most, ...(after ? [after.recordId, after.part] : [])],
    )
    const last = rows.at(-1)
    return {
      read: rows.length,
      unlogged: rows
        .filter(({ known }) => !known)
        .map(({ recordId, part: at }) => ({ recordId, part: at })),
      next: last && rows.length === most ? { recordId: last.recordId, part: last.part } : null,
    }
  }

  async line(): Promise<LineState> {
    const [line] = await this.sql.query<{ waiting: number }>(
      'SELECT count(*)::int AS waiting FROM log_pending WHERE missing_since IS NULL',
    )
    const missing = await this.sql.query<RecordName & { readonly kind: string }>(
      `SELECT kind, record_id AS "recordId", part FROM log_pending
       WHERE missing_since IS NOT NULL ORDER BY id LIMIT 1000`,
    )
    return { waiting: line?.waiting ?? 0, missing }
  }

  listing(after: string | null, most: number): Promise<ListingStretch> {
    return listingStretch(this.sql, after, most)
  }
}

const toStored = (row: CheckpointRow): StoredCheckpoint => ({ ...row, size: BigInt(row.size) })
