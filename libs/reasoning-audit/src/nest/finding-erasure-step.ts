import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'

/** The evidence of every finding about the content: it may quote people and models. */
@Injectable()
export class FindingErasingStep extends ErasureStep {
  readonly name = 'finding'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const [counts] = await sql.query<{ sets: number }>(
      `SELECT count(*)::int AS sets FROM record_verdict v
       JOIN record_finding_set f ON f.verdict_id = v.id JOIN payload_finding_set p ON p.finding_set_id = f.id
       WHERE v.content_item_id = ANY($1::uuid[])`,
      [ids],
    )
    return [{ kind: 'finding-set', count: counts?.sets ?? 0 }]
  }

  async erase(tx: Statements, ids: readonly string[]): Promise<number> {
    const rows = await tx.query(
      `DELETE FROM payload_finding_set WHERE finding_set_id = ANY(ARRAY(
         SELECT f.id FROM record_verdict v JOIN record_finding_set f ON f.verdict_id = v.id
         WHERE v.content_item_id = ANY($1::uuid[]))) RETURNING 1`,
      [ids],
    )
    return rows.length
  }
}
