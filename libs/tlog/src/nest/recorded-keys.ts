import type { Sql } from '@assize/platform'

export interface RecordedKey {
  readonly origin: string
  readonly vkey: string
  readonly introducedAt: Date
  readonly retiredAt: Date | null
  /** The log's entry that says so; null also while a retirement waits for its place. */
  readonly retiredIn: bigint | null
}

/** Every key the record knows, those in use first, each group in the order of introduction. */
export async function recordedKeys(sql: Sql): Promise<RecordedKey[]> {
  const rows = await sql.query<Omit<RecordedKey, 'retiredIn'> & { retiredIn: string | null }>(
    `SELECT i.origin, i.vkey, i.recorded_at AS "introducedAt", r.recorded_at AS "retiredAt",
       e.index AS "retiredIn"
     FROM record_log_key i
     LEFT JOIN record_log_key r ON r.vkey = i.vkey AND r.kind = 'retired'
     LEFT JOIN log_entry e ON e.record_id = r.id AND e.kind = 'log-key'
     WHERE i.kind = 'introduced' ORDER BY r.id IS NOT NULL, i.id`,
  )
  return rows.map((row) => ({
    ...row,
    retiredIn: row.retiredIn === null ? null : BigInt(row.retiredIn),
  }))
}
