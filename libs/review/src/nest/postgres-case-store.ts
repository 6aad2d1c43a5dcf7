import { Inject, Injectable } from '@nestjs/common'
import { isUuid, uuidV7Floor } from '@assize/kernel'
import { Database, type Sql } from '@assize/platform'
import type { Reviewer } from '../case-machine.js'
import type { ReviewCase } from '../review-case.js'
import { ReviewError } from '../review-error.js'
import { caseColumns, toCase, type CaseRow } from './case-rows.js'

/** How long a case rests before it is offered again to a person who skipped it. */
export const skipRestMs = 3_600_000

export interface QueueChoice {
  readonly queue: string | null
  readonly policy: string | null
}

/** Reads cases, and locks those about to change. */
@Injectable()
export class PostgresCaseStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  findCases(ids: readonly string[]): Promise<ReadonlyMap<string, ReviewCase>> {
    return this.findBy('id', ids, ({ id }) => id)
  }

  findByVerdicts(ids: readonly string[]): Promise<ReadonlyMap<string, ReviewCase>> {
    return this.findBy('verdict_id', ids, ({ verdictId }) => verdictId)
  }

  /** As people call it: #1234. */
  async findByNumber(number: number): Promise<ReviewCase | null> {
    const [row] = await this.database.query<CaseRow>(
      `SELECT ${caseColumns} FROM review_case c WHERE c.number = $1`,
      [number],
    )
    return row ? toCase(row) : null
  }

  /** Throws `CASE_UNKNOWN`. */
  async get(id: string): Promise<ReviewCase> {
    return (isUuid(id) ? (await this.findCases([id])).get(id) : undefined) ?? unknown()
  }

  /** The case, which nobody else can change until the transaction ends. Throws `CASE_UNKNOWN`. */
  async lock(tx: Sql, id: string): Promise<ReviewCase> {
    if (!isUuid(id)) return unknown()
    const [row] = await tx.query<CaseRow>(
      `SELECT ${caseColumns} FROM review_case c WHERE c.id = $1 FOR UPDATE`,
      [id],
    )
    return row ? toCase(row) : unknown()
  }

  /** The cases of verdicts, which nobody else can change until the transaction ends. */
  async lockOf(tx: Sql, verdictIds: readonly string[]): Promise<readonly ReviewCase[]> {
    const rows = await tx.query<CaseRow>(
      `SELECT ${caseColumns} FROM review_case c WHERE c.verdict_id = ANY($1::uuid[])
       ORDER BY c.id FOR UPDATE`,
      [verdictIds],
    )
    return rows.map(toCase)
  }

  /** The case of a choice on which the person's lease still holds. */
  async lockOwn(
    tx: Sql,
    personId: string,
    { queue, policy }: QueueChoice,
    now: Date,
  ): Promise<ReviewCase | null> {
    const [row] = await tx.query<CaseRow>(
      `SELECT ${caseColumns} FROM review_case c
       WHERE c.lease_holder = $1 AND c.state = 'leased' AND c.lease_expires_at > $2
         AND ($3::text IS NULL OR c.queue = $3) AND ($4::text IS NULL OR c.policy = $4)
       ORDER BY c.lease_expires_at DESC LIMIT 1 FOR UPDATE`,
      [personId, now, queue, policy],
    )
    return row ? toCase(row) : null
  }

  /**
   * The most urgent case anybody may take, then the oldest. Cases that another claim is just taking are passed over
   * rather than waited for, so that no two people are handed the same one.
   */
  async lockNext(
    tx: Sql,
    by: Reviewer,
    { queue, policy }: QueueChoice,
    now: Date,
  ): Promise<ReviewCase | null> {
    const [row] = await tx.query<CaseRow>(
      `SELECT ${caseColumns} FROM review_case c
       WHERE c.state <> 'decided' AND (c.state <> 'leased' OR c.lease_expires_at <= $1)
         AND ($2::boolean OR NOT c.escalated)
         AND ($3::text IS NULL OR c.queue = $3) AND ($4::text IS NULL OR c.policy = $4)
         AND NOT EXISTS (SELECT FROM record_case_event e
           WHERE e.by_id = $5 AND e.case_id = c.id AND e.kind = 'skipped' AND e.id >= $6)
       ORDER BY c.priority DESC, c.id LIMIT 1 FOR UPDATE OF c SKIP LOCKED`,
      [now, by.senior, queue, policy, by.id, uuidV7Floor(now.getTime() - skipRestMs)],
    )
    return row ? toCase(row) : null
  }

  /** Leases that ran out, oldest first. */
  async lockExpired(tx: Sql, now: Date, most: number): Promise<readonly ReviewCase[]> {
    const rows = await tx.query<CaseRow>(
      `SELECT ${caseColumns} FROM review_case c
       WHERE c.state = 'leased' AND c.lease_expires_at <= $1
       ORDER BY c.lease_expires_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [now, most],
    )
    return rows.map(toCase)
  }

  private async findBy(
    column: 'id' | 'verdict_id',
    ids: readonly string[],
    keyOf: (each: ReviewCase) => string,
  ): Promise<ReadonlyMap<string, ReviewCase>> {
    const rows = await this.database.query<CaseRow>(
      `SELECT ${caseColumns} FROM review_case c WHERE c.${column} = ANY($1::uuid[])`,
      [ids],
    )
    return new Map(rows.map(toCase).map((each) => [keyOf(each), each]))
  }
}

function unknown(): never {
  throw new ReviewError('CASE_UNKNOWN', 'expected a case, saw none of that id')
}
