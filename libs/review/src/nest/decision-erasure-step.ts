import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'

/** The reasons people gave for what they decided about the content. */
@Injectable()
export class DecisionErasingStep extends ErasureStep {
  readonly name = 'decision'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const [counts] = await sql.query<{ decisions: number }>(
      `SELECT count(*)::int AS decisions FROM record_decision d
       JOIN payload_decision p ON p.decision_id = d.id WHERE d.content_item_id = ANY($1::uuid[])`,
      [ids],
    )
    return [{ kind: 'decision', count: counts?.decisions ?? 0 }]
  }

  async erase(tx: Statements, ids: readonly string[]): Promise<number> {
    const rows = await tx.query(
      `DELETE FROM payload_decision WHERE decision_id = ANY(ARRAY(
         SELECT id FROM record_decision WHERE content_item_id = ANY($1::uuid[]))) RETURNING 1`,
      [ids],
    )
    return rows.length
  }
}
