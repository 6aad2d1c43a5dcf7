import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, IdSource, Randomness, sha256Hex } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import {
  Database,
  idOfCursor,
  insertRows,
  toPage,
  type Page,
  type PageRequest,
  type Sql,
} from '@assize/platform'
import { SignsOfLife } from '@assize/platform/nest'
import {
  EvaluationError,
  testLimits,
  testRunAsked,
  testRunEnded,
  testRunProgressed,
  type AskedRun,
  type EndedRun,
  type JudgedCase,
  type RunSummary,
  type TestRun,
  type TestWords,
} from '../index.js'
import {
  resultColumns,
  resultRow,
  runColumns,
  runRow,
  runsWithEnds,
  toRun,
  type RunRow,
  type StoredResult,
} from './test-run-rows.js'

export interface RunsOf {
  readonly policy: string
  /** Of this commit alone; of all where null. */
  readonly commit: string | null
}

export type NewRun = Omit<AskedRun, 'id' | 'startedAt'>

/** What a change asks its run to be made on; a run that was made elsewhere is another. */
export interface RunWish {
  readonly endpoint?: string | null | undefined
  readonly model?: string | null | undefined
  readonly effort?: string | null | undefined
}

export type RunEnd = Pick<EndedRun, 'state'> &
  Partial<Pick<EndedRun, 'failure' | 'endedBy' | 'passed'>>

/** Runs, their results and their ends, on the record; and the mutable row of the work. */
@Injectable()
export class TestRunStore {
  readonly signs: SignsOfLife

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.signs = new SignsOfLife(database, clock, 'evaluation_job')
  }

  /**
   * With the event that makes a worker take it up. Throws `TOO_MANY_RUNS`; what a change asks for is bounded by its
   * head, and answers null where that was asked for already.
   */
  begin(asked: NewRun, wish: RunWish = {}): Promise<string | null> {
    return this.database.transaction(async (tx) => {
      // One at a time a policy: who counts what runs sees what others began.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('assize.evaluation'), hashtext($1))`, [
        asked.policy,
      ])
      if (asked.changeId === null) await this.refuseTooMany(tx, asked.policy)
      else if (await this.isAsked(tx, asked, wish)) return null
      const run = { ...asked, id: this.ids.next(), startedAt: this.clock.now() }
      await insertRows(tx, 'record_evaluation_run', [runRow(run)])
      const { id, startedAt: at } = run
      await insertRows(tx, 'evaluation_job', [
        { id, state: 'running', attempts: 0, created_at: at, seen_at: at },
      ])
      await this.outbox.append(tx, [{ type: testRunAsked, subject: id, payload: {} }])
      return id
    })
  }

  async find(id: string): Promise<TestRun | null> {
    const [row] = await this.database.query<RunRow>(
      `SELECT ${runColumns} FROM ${runsWithEnds} WHERE r.id = $1::uuid`,
      [id],
    )
    return row ? toRun(row) : null
  }

  /** Newest first. */
  async page({ policy, commit }: RunsOf, request: PageRequest): Promise<Page<TestRun>> {
    const forward = request.direction === 'forward'
    const rows = await this.database.query<RunRow>(
      `SELECT ${runColumns} FROM ${runsWithEnds}
       WHERE r.policy = $1 AND ($2::uuid IS NULL OR r.id ${forward ? '<' : '>'} $2::uuid)
         AND ($3::text IS NULL OR r."commit" = $3)
       ORDER BY r.id ${forward ? 'DESC' : 'ASC'} LIMIT ${request.limit + 1}`,
      [policy, idOfCursor(request), commit],
    )
    return toPage(rows.map(toRun), request)
  }

  /** Oldest first. */
  async atCommit(commit: string): Promise<readonly TestRun[]> {
    const rows = await this.database.query<RunRow>(
      `SELECT ${runColumns} FROM ${runsWithEnds} WHERE r."commit" = $1 ORDER BY r.id`,
      [commit],
    )
    return rows.map(toRun)
  }

  /** Of a policy's very files, at whichever commit, oldest first. */
  async ofFiles(policy: string, bundleSha256: string): Promise<readonly TestRun[]> {
    const rows = await this.database.query<RunRow>(
      `SELECT ${runColumns} FROM ${runsWithEnds}
       WHERE r.policy = $1 AND r.bundle_sha256 = $2 ORDER BY r.id`,
      [policy, bundleSha256],
    )
    return rows.map(toRun)
  }

  /** Runs under way that an earlier head of the change asked for. */
  async supersededBy(changeId: string, commit: string): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT r.id FROM ${runsWithEnds}
       WHERE r.change_id = $1::uuid AND r."commit" <> $2 AND e.id IS NULL ORDER BY r.id`,
      [changeId, commit],
    )
    return rows.map(({ id }) => id)
  }

  /** In the order of cases and repeats. */
  results(runId: string, sql: Sql = this.database): Promise<StoredResult[]> {
    return sql.query<StoredResult>(
      `SELECT ${resultColumns} FROM record_evaluation_result WHERE run_id = $1::uuid
       ORDER BY case_index, repeat`,
      [runId],
    )
  }

  async words(resultIds: readonly string[]): Promise<ReadonlyMap<string, TestWords>> {
    const rows = await this.database.query<TestWords & { id: string }>(
      `SELECT result_id AS id, trace, output, rationale FROM payload_evaluation_result
       WHERE result_id = ANY($1::uuid[])`,
      [resultIds],
    )
    return new Map(rows.map(({ id, ...words }) => [id, words]))
  }

  /** How often it was taken up since it last came further; null once it ended. */
  async takeUp(id: string): Promise<number | null> {
    const [row] = await this.database.query<{ attempts: number }>(
      `UPDATE evaluation_job SET attempts = attempts + 1, seen_at = $2
       WHERE id = $1::uuid AND state = 'running' RETURNING attempts`,
      [id, this.clock.now()],
    )
    return row?.attempts ?? null
  }

  async isRunning(id: string): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM evaluation_job WHERE id = $1::uuid AND state = 'running'`,
      [id],
    )
    return rows.length > 0
  }

  /** Once for each case and repeat, whoever comes first. Throws `RUN_ENDED`. */
  keep(runId: string, judged: JudgedCase, fingerprint: string): Promise<void> {
    const [id, salt, at] = [this.ids.next(), this.randomness.bytes(32), this.clock.now()]
    return this.database.transaction(async (tx) => {
      const rows = await tx.query(
        `UPDATE evaluation_job SET attempts = 0, seen_at = $2
         WHERE id = $1::uuid AND state = 'running' RETURNING 1`,
        [runId, at],
      )
      if (rows.length === 0) throw ended()
      const row = resultRow({ id, runId, salt, fingerprint, at }, judged)
      const fresh = await insertRows(tx, 'record_evaluation_result', [row], {
        onConflict: 'ignore',
      })
      if (fresh === 0) return
      await insertRows(tx, 'payload_evaluation_result', [{ result_id: id, salt, ...judged.words }])
      await this.tell(tx, testRunProgressed, runId)
    })
  }

  /** `summarise` is told of all results there will ever be. Answers false when it ended before. */
  end(
    runId: string,
    summarise: (results: readonly StoredResult[]) => RunSummary,
    { state, failure = null, endedBy = null }: RunEnd,
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.query(
        `UPDATE evaluation_job SET state = 'ended' WHERE id = $1::uuid AND state = 'running' RETURNING 1`,
        [runId],
      )
      if (rows.length === 0) return false
      const summary = summarise(await this.results(runId, tx))
      await insertRows(tx, 'record_evaluation_end', [
        {
          ...{ id: this.ids.next(), run_id: runId, state, results: summary.results },
          passed: state === 'finished' ? summary.passed : null,
          ...{ summary, summary_sha256: sha256Hex(canonicalJson(summary)) },
          ...{ failure: failure?.slice(0, 2000) ?? null, ended_by: endedBy },
          recorded_at: this.clock.now(),
        },
      ])
      await this.tell(tx, testRunEnded, runId)
      await this.tell(tx, testRunProgressed, runId)
      return true
    })
  }

  private async refuseTooMany(tx: Sql, policy: string): Promise<void> {
    const [row] = await tx.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${runsWithEnds}
       WHERE r.policy = $1 AND r.change_id IS NULL AND e.id IS NULL`,
      [policy],
    )
    const most = testLimits.runsOfPolicy
    if (row && row.n >= most)
      throw new EvaluationError(
        'TOO_MANY_RUNS',
        `expected at most ${most} runs of a policy under way, saw ${row.n}`,
        { policy, most },
      )
  }

  private async isAsked(
    tx: Sql,
    { policy, commit, changeId }: NewRun,
    { endpoint = null, model = null, effort = null }: RunWish,
  ): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM record_evaluation_run
       WHERE policy = $1 AND "commit" = $2 AND change_id = $3::uuid AND ($4::text IS NULL OR endpoint = $4)
         AND ($5::text IS NULL OR model = $5) AND ($6::text IS NULL OR effort = $6) LIMIT 1`,
      [policy, commit, changeId, endpoint, model, effort],
    )
    return rows.length > 0
  }

  private tell(tx: Sql, type: string, id: string): Promise<void> {
    return this.outbox.append(tx, [{ type, subject: id, payload: {} }])
  }
}

const ended = () => new EvaluationError('RUN_ENDED', 'expected a run under way, saw one that ended')
