import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'

/** The trace, output and rationale of every verdict on the content, and each raw reply on the way to it. */
@Injectable()
export class VerdictErasingStep extends ErasureStep {
  readonly name = 'verdict'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const [counts] = await sql.query<{ verdicts: number; attempts: number }>(
      `WITH mine AS (SELECT id FROM record_verdict WHERE content_item_id = ANY($1::uuid[]))
       SELECT (SELECT count(*)::int FROM payload_verdict WHERE verdict_id IN (SELECT id FROM mine)) AS verdicts,
         (SELECT count(*)::int FROM payload_attempt WHERE verdict_id IN (SELECT id FROM mine)) AS attempts`,
      [ids],
    )
    return [
      { kind: 'verdict', count: counts?.verdicts ?? 0 },
      { kind: 'attempt', count: counts?.attempts ?? 0 },
    ]
  }

  async erase(tx: Statements, ids: readonly string[]): Promise<number> {
    const mine = 'SELECT id FROM record_verdict WHERE content_item_id = ANY($1::uuid[])'
    let gone = 0
    for (const table of ['payload_verdict', 'payload_attempt']) {
      const rows = await tx.query(
        `DELETE FROM ${table} WHERE verdict_id = ANY(ARRAY(${mine})) RETURNING 1`,
        [ids],
      )
      gone += rows.length
    }
    return gone
  }
}
