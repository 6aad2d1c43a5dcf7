import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '@assize/custody'

const quoting = `SELECT r.id FROM record_evaluation_result r WHERE r.content_fingerprint IN (
  SELECT i.fingerprint FROM record_content_item i WHERE i.id = ANY($1::uuid[]))`

/**
 * What models said of test cases that read the same as what is erased: a case may have been made of an item. The case
 * itself stands in the policy, whose owners take it out.
 */
@Injectable()
export class TestResultErasureStep extends ErasureStep {
  readonly name = 'evaluation'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const [row] = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM payload_evaluation_result WHERE result_id IN (${quoting})`,
      [ids],
    )
    return [{ kind: 'test-result', count: row?.n ?? 0 }]
  }

  async erase(tx: Statements, ids: readonly string[]): Promise<number> {
    const rows = await tx.query(
      `DELETE FROM payload_evaluation_result WHERE result_id IN (${quoting}) RETURNING 1`,
      [ids],
    )
    return rows.length
  }
}
