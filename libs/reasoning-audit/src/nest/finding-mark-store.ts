import { Inject, Injectable } from '@nestjs/common'
import { Database, type Sql } from '@assize/platform'
import type { DetectorSetting } from '../detector-mode.js'
import type { FindingType } from '../detectors.js'
import type { FindingMark, MarkCounts } from '../finding-marks.js'
import { rowsBy } from './rows-by.js'

/** What one person said of one finding. */
export interface RecordedMark {
  readonly id: string
  readonly findingId: string
  readonly verdictId: string
  readonly mark: FindingMark
  readonly by: string
  /** Null where nothing was noted, or once erased. */
  readonly note: string | null
  readonly recordedAt: Date
}

/** Marks of one detector's findings under one policy. */
export interface CountedMarks extends MarkCounts {
  readonly type: FindingType
  readonly policy: string
}

/** Marks of findings, and how detectors are used because of them. Of a person and finding only the newest mark counts. */
@Injectable()
export class FindingMarkStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * By verdict, oldest first. A later set of a verdict begins with all findings of the set before, so that a mark of
   * one in an older set is of the one that stands in the same place of the newest.
   */
  async marksIn(
    verdictIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RecordedMark[]>> {
    const rows = await this.database.query<RecordedMark>(
      `SELECT * FROM (
         SELECT DISTINCT ON (m.verdict_id, m.finding_index, m.type, m.marked_by) m.id,
           coalesce(f.id, m.finding_set_id) || ':' || m.finding_index AS "findingId",
           m.verdict_id AS "verdictId", m.mark, m.marked_by AS by, p.note,
           m.recorded_at AS "recordedAt"
         FROM record_finding_mark m LEFT JOIN payload_finding_mark p ON p.mark_id = m.id
         LEFT JOIN verdict_listing l ON l.verdict_id = m.verdict_id
         LEFT JOIN record_finding_set f
           ON f.id = l.finding_set_id AND f.findings -> m.finding_index ->> 'type' = m.type
         WHERE m.verdict_id = ANY($1::uuid[])
         ORDER BY m.verdict_id, m.finding_index, m.type, m.marked_by, m.id DESC) newest
       ORDER BY id`,
      [verdictIds],
    )
    return rowsBy(rows, ({ verdictId }) => verdictId)
  }

  /** By detector and policy; `sql` where a transaction must see its own marks. */
  counts(type: FindingType | null = null, sql: Sql = this.database): Promise<CountedMarks[]> {
    return sql.query<CountedMarks>(
      `SELECT type, policy, count(*) FILTER (WHERE mark = 'right')::int AS right,
              count(*) FILTER (WHERE mark = 'wrong')::int AS wrong
       FROM (SELECT DISTINCT ON (verdict_id, finding_index, type, marked_by) type, policy, mark
             FROM record_finding_mark WHERE $1::text IS NULL OR type = $1
             ORDER BY verdict_id, finding_index, type, marked_by, id DESC) newest
       GROUP BY type, policy ORDER BY type, policy`,
      [type],
    )
  }

  /** The newest of each detector and policy. */
  async settings(type: FindingType | null = null, sql: Sql = this.database) {
    const rows = await sql.query<SettingRow>(
      `SELECT DISTINCT ON (type, policy) type, policy, mode, automatic_below AS below,
              automatic_least_marks AS "leastMarks", reason, by_id AS "byId", recorded_at AS "recordedAt"
       FROM record_detector_setting WHERE $1::text IS NULL OR type = $1
       ORDER BY type, policy NULLS FIRST, id DESC`,
      [type],
    )
    return rows.map(toSetting)
  }
}

type SettingRow = Omit<DetectorSetting, 'automatic' | 'by'> & {
  readonly below: number | null
  readonly leastMarks: number | null
  readonly byId: string | null
}

const toSetting = ({ below, leastMarks, byId, ...row }: SettingRow): DetectorSetting => ({
  ...row,
  automatic: below === null || leastMarks === null ? null : { below, leastMarks },
  by: byId === null ? { kind: 'system' } : { kind: 'person', id: byId },
})
