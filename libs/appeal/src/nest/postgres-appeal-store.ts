import { Inject, Injectable } from '@nestjs/common'
import type { Action } from '@assize/enforcement'
import { canonicalJson, commitTo, Randomness } from '@assize/kernel'
import { Database, insertRows, type Sql } from '@assize/platform'
import type { ActionKind } from '@assize/policy'
import type { Appeal, AppealDecision } from '../appeal.js'
import {
  appealColumns,
  appealRow,
  appealTables,
  decisionRow,
  toAppeal,
  type AppealRow,
} from './appeal-rows.js'

/** Appeals and their answers on the record; statements and reasons in payloads, bound by commitments. */
@Injectable()
export class PostgresAppealStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  async findAppeals(
    ids: readonly string[],
    sql: Sql = this.database,
  ): Promise<ReadonlyMap<string, Appeal>> {
    const rows = await sql.query<AppealRow>(
      `SELECT ${appealColumns} FROM ${appealTables} WHERE a.id = ANY($1::uuid[])`,
      [ids],
    )
    return new Map(rows.map((row) => [row.id, toAppeal(row)]))
  }

  async findByActions(
    actionIds: readonly string[],
    sql: Sql = this.database,
  ): Promise<ReadonlyMap<string, Appeal>> {
    const rows = await sql.query<AppealRow>(
      `SELECT ${appealColumns} FROM ${appealTables} WHERE a.action_id = ANY($1::uuid[])`,
      [actionIds],
    )
    return new Map(rows.map((row) => [row.actionId, toAppeal(row)]))
  }

  /** As people call it: A-17. */
  async findByNumber(number: number): Promise<Appeal | null> {
    const [row] = await this.database.query<AppealRow>(
      `SELECT ${appealColumns} FROM ${appealTables} WHERE a.number = $1`,
      [number],
    )
    return row ? toAppeal(row) : null
  }

  /** Everybody who decided about a content item, in review or on appeal, taken back or not. */
  async findDeciders(
    contentItemIds: readonly string[],
    sql: Sql = this.database,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await sql.query<{ id: string; people: string[] }>(
      `SELECT id, array_agg(person::text) AS people FROM (
         SELECT content_item_id AS id, decided_by AS person FROM record_decision
         WHERE content_item_id = ANY($1::uuid[])
         UNION
         SELECT a.content_item_id, e.decided_by
         FROM record_appeal a JOIN record_appeal_decision e ON e.appeal_id = a.id
         WHERE a.content_item_id = ANY($1::uuid[])
       ) AS decided GROUP BY id`,
      [contentItemIds],
    )
    return new Map(rows.map(({ id, people }) => [id, people]))
  }

  /** Absent once erased. */
  async findStatements(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; text: string }>(
      `SELECT appeal_id AS id, statement AS text FROM payload_appeal
       WHERE appeal_id = ANY($1::uuid[])`,
      [ids],
    )
    return new Map(rows.map(({ id, text }) => [id, text]))
  }

  /** By decision; absent once erased. */
  async findReasons(decisionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; text: string }>(
      `SELECT appeal_decision_id AS id, reasons AS text FROM payload_appeal_decision
       WHERE appeal_decision_id = ANY($1::uuid[])`,
      [decisionIds],
    )
    return new Map(rows.map(({ id, text }) => [id, text]))
  }

  /** Of the newest action asked because of the verdict or of what people made of it. */
  async currentAction(
    sql: Sql,
    { contentItemId, policy, verdictId }: Pick<Appeal, 'contentItemId' | 'policy' | 'verdictId'>,
  ): Promise<ActionKind> {
    const [newest] = await sql.query<{ kind: ActionKind }>(
      `SELECT kind FROM record_action WHERE content_item_id = $1 AND policy = $2
         AND verdict_id IS NOT DISTINCT FROM $3::uuid
       ORDER BY recorded_at DESC, id DESC LIMIT 1`,
      [contentItemId, policy, verdictId],
    )
    return newest?.kind ?? 'none'
  }

  /** Whether the decision that asked for it was reversed. */
  async isTakenBack(sql: Sql, { cause }: Pick<Action, 'cause'>): Promise<boolean> {
    if (cause.kind !== 'decision') return false
    const found = await sql.query('SELECT FROM record_reversal WHERE decision_id = $1::uuid', [
      cause.id,
    ])
    return found.length > 0
  }

  /** Whoever comes second to `subject` waits until the first is done, and then sees what they did. */
  async takeTurn(tx: Sql, subject: string): Promise<void> {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('appeal ' || $1, 0))", [subject])
  }

  async recordAppeal(
    tx: Sql,
    appeal: Omit<Appeal, 'number' | 'decision'>,
    statement: string,
  ): Promise<Appeal> {
    const salt = this.randomness.bytes(32)
    const commitment = commitTo(salt, canonicalJson({ statement }))
    await insertRows(tx, 'record_appeal', [appealRow(appeal, commitment)])
    await insertRows(tx, 'payload_appeal', [{ appeal_id: appeal.id, salt, statement }])
    const recorded = (await this.findAppeals([appeal.id], tx)).get(appeal.id)
    if (recorded) return recorded
    throw new TypeError('expected the appeal that was just recorded')
  }

  async recordDecision(
    tx: Sql,
    appealId: string,
    decision: AppealDecision,
    reasons: string,
  ): Promise<void> {
    const salt = this.randomness.bytes(32)
    const commitment = commitTo(salt, canonicalJson({ reasons }))
    await insertRows(tx, 'record_appeal_decision', [decisionRow(appealId, decision, commitment)])
    await insertRows(tx, 'payload_appeal_decision', [
      { appeal_decision_id: decision.id, salt, reasons },
    ])
  }
}
