import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, commitTo, isUuid, Randomness } from '@assize/kernel'
import { Database, insertRows, type Sql } from '@assize/platform'
import type { Decision } from '../decision.js'
import { ReviewError } from '../review-error.js'

const columns = `d.id, d.case_id AS "caseId", d.verdict_id AS "verdictId", d.content_item_id AS "contentItemId",
  d.policy, d.policy_commit AS "policyCommit", d.outcome, d.rules, d.severity, d.error_class AS "errorClass",
  d.is_correction AS "isCorrection", d.action, d.decided_by AS "decidedBy", d.recorded_at AS "recordedAt",
  nullif(p.rationale, '') AS rationale, r.id IS NOT NULL AS reversed`
const joined = `record_decision d LEFT JOIN payload_decision p ON p.decision_id = d.id
  LEFT JOIN record_reversal r ON r.decision_id = d.id`

/** Decisions on the record, their words beside them under a commitment. */
@Injectable()
export class PostgresDecisionStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** By case, newest first. */
  findByCases(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Decision[]>> {
    return this.findBy('case_id', ids, ({ caseId }) => caseId)
  }

  /** By verdict, newest first. */
  findByVerdicts(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Decision[]>> {
    return this.findBy('verdict_id', ids, ({ verdictId }) => verdictId)
  }

  /** By decision, the id of the record that took it back. */
  async findReversalIds(decisionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; decisionId: string }>(
      `SELECT id, decision_id AS "decisionId" FROM record_reversal
       WHERE decision_id = ANY($1::uuid[])`,
      [decisionIds],
    )
    return new Map(rows.map(({ id, decisionId }) => [decisionId, id]))
  }

  /** Throws `DECISION_UNKNOWN`. */
  async get(sql: Sql, id: string): Promise<Decision> {
    const [found] = isUuid(id)
      ? await sql.query<Decision>(`SELECT ${columns} FROM ${joined} WHERE d.id = $1`, [id])
      : []
    if (found) return found
    throw new ReviewError('DECISION_UNKNOWN', 'expected a decision, saw none of that id')
  }

  async record(tx: Sql, decision: Decision): Promise<void> {
    const salt = this.randomness.bytes(32)
    const rationale = decision.rationale ?? ''
    await insertRows(tx, 'record_decision', [
      {
        id: decision.id,
        case_id: decision.caseId,
        verdict_id: decision.verdictId,
        content_item_id: decision.contentItemId,
        policy: decision.policy,
        policy_commit: decision.policyCommit,
        outcome: decision.outcome,
        rules: decision.rules,
        severity: decision.severity,
        error_class: decision.errorClass,
        is_correction: decision.isCorrection,
        action: decision.action,
        decided_by: decision.decidedBy,
        commitment: commitTo(salt, canonicalJson({ rationale })),
        recorded_at: decision.recordedAt,
      },
    ])
    await insertRows(tx, 'payload_decision', [{ decision_id: decision.id, salt, rationale }])
  }

  async recordReversal(
    tx: Sql,
    reversal: { readonly id: string; readonly reversedBy: string; readonly recordedAt: Date },
    { id, caseId }: Decision,
  ): Promise<void> {
    await insertRows(tx, 'record_reversal', [
      {
        id: reversal.id,
        decision_id: id,
        case_id: caseId,
        reversed_by: reversal.reversedBy,
        recorded_at: reversal.recordedAt,
      },
    ])
  }

  private async findBy(
    column: 'case_id' | 'verdict_id',
    ids: readonly string[],
    keyOf: (decision: Decision) => string,
  ): Promise<ReadonlyMap<string, readonly Decision[]>> {
    const rows = await this.database.query<Decision>(
      `SELECT ${columns} FROM ${joined} WHERE d.${column} = ANY($1::uuid[]) ORDER BY d.id DESC`,
      [ids],
    )
    const found = new Map<string, Decision[]>(ids.map((id) => [id, []]))
    for (const row of rows) found.get(keyOf(row))?.push(row)
    return found
  }
}
