import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'

const deleted = [
  { words: 'payload_finding_set', key: 'finding_set_id', record: 'record_finding_set' },
  { words: 'payload_finding_mark', key: 'mark_id', record: 'record_finding_mark' },
  {
    words: 'payload_finding_suppression',
    key: 'suppression_id',
    record: 'record_finding_suppression',
  },
] as const

/** The evidence of every finding about the content, and what people noted of it: both may quote people and models. */
@Injectable()
export class FindingErasingStep extends ErasureStep {
  readonly name = 'finding'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const [counts] = await sql.query<{ sets: number; notes: number }>(
      `WITH about AS (SELECT id FROM record_verdict WHERE content_item_id = ANY($1::uuid[]))
       SELECT (SELECT count(*)::int FROM about v JOIN record_finding_set f ON f.verdict_id = v.id
               JOIN payload_finding_set p ON p.finding_set_id = f.id) AS sets,
              (SELECT count(*)::int FROM about v JOIN record_finding_mark m ON m.verdict_id = v.id
               JOIN payload_finding_mark p ON p.mark_id = m.id AND p.note IS NOT NULL)
              + (SELECT count(*)::int FROM about v JOIN record_finding_suppression s ON s.verdict_id = v.id
                 JOIN payload_finding_suppression p ON p.suppression_id = s.id) AS notes`,
      [ids],
    )
    return [
      { kind: 'finding-set', count: counts?.sets ?? 0 },
      { kind: 'finding-note', count: counts?.notes ?? 0 },
    ]
  }

  async erase(tx: Statements, ids: readonly string[]): Promise<number> {
    let gone = 0
    for (const { words, key, record } of deleted) {
      const rows = await tx.query(
        `DELETE FROM ${words} WHERE ${key} = ANY(ARRAY(
           SELECT r.id FROM record_verdict v JOIN ${record} r ON r.verdict_id = v.id
           WHERE v.content_item_id = ANY($1::uuid[]))) RETURNING 1`,
        [ids],
      )
      gone += rows.length
    }
    return gone
  }
}
