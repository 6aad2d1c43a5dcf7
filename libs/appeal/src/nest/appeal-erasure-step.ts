import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'

/** What people affected by actions on the content said, and the reasons they were given. */
@Injectable()
export class AppealErasingStep extends ErasureStep {
  readonly name = 'appeal'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const [counts] = await sql.query<{ appeals: number; answers: number }>(
      `WITH mine AS (SELECT id FROM record_appeal WHERE content_item_id = ANY($1::uuid[]))
       SELECT (SELECT count(*)::int FROM payload_appeal WHERE appeal_id IN (SELECT id FROM mine)) AS appeals,
         (SELECT count(*)::int FROM payload_appeal_decision WHERE appeal_decision_id IN (
            SELECT d.id FROM record_appeal_decision d JOIN mine ON mine.id = d.appeal_id)) AS answers`,
      [ids],
    )
    return [
      { kind: 'appeal', count: counts?.appeals ?? 0 },
      { kind: 'appeal-decision', count: counts?.answers ?? 0 },
    ]
  }

  async erase(tx: Statements, ids: readonly string[]): Promise<number> {
    const mine = 'SELECT id FROM record_appeal WHERE content_item_id = ANY($1::uuid[])'
    const answers = await tx.query(
      `DELETE FROM payload_appeal_decision WHERE appeal_decision_id = ANY(ARRAY(
         SELECT id FROM record_appeal_decision WHERE appeal_id IN (${mine}))) RETURNING 1`,
      [ids],
    )
    const statements = await tx.query(
      `DELETE FROM payload_appeal WHERE appeal_id = ANY(ARRAY(${mine})) RETURNING 1`,
      [ids],
    )
    return answers.length + statements.length
  }
}
