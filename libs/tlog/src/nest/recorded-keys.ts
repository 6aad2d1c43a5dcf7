import type { Sql } from '@assize/platform'

export interface RecordedKey {
  readonly origin: string
  readonly vkey: string
  readonly introducedAt: Date
  readonly retiredAt: Date | null
}

/** Every key the record knows, those in use first, each group in the order of introduction. */
export const recordedKeys = (sql: Sql): Promise<RecordedKey[]> =>
  sql.query<RecordedKey>(
    `SELECT i.origin, i.vkey, i.recorded_at AS "introducedAt", r.recorded_at AS "retiredAt"
     FROM record_log_key i
     LEFT JOIN record_log_key r ON r.vkey = i.vkey AND r.kind = 'retired'
     WHERE i.kind = 'introduced' ORDER BY r.id IS NOT NULL, i.id`,
  )
