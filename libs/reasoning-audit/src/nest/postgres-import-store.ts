import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows, type Sql } from '@assize/platform'
import { SignsOfLife } from '@assize/platform/nest'
import { ImportError } from '../import-error.js'
import { importLimits, type ImportRun, type ImportStep, type RunInHand } from '../import-run.js'
import { importAsked, importProgressed } from '../jobs.js'

export type NewRun = Pick<
  RunInHand,
  'id' | 'name' | 'path' | 'uploadId' | 'openCases' | 'startedBy' | 'startedAt'
>

const mostListed = 50

const columns = `id, state, name, path, upload_id AS "uploadId", bundle_stamp AS "bundleStamp",
  open_cases AS "openCases", total, done, line, recorded, present, versions, problems,
  problem_count AS "problemCount", failure, attempts, started_by AS "startedBy",
  started_at AS "startedAt", finished_at AS "finishedAt"`

/** Import runs: mutable rows, each change of which is told to whoever watches. */
@Injectable()
export class PostgresImportStore {
  readonly signs: SignsOfLife

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.signs = new SignsOfLife(database, clock, 'import_run')
  }

  /** With the event that makes a worker take it up. */
  async begin(run: NewRun): Promise<ImportRun> {
    return this.database.transaction(async (tx) => {
      await insertRows(tx, 'import_run', [
        {
          id: run.id,
          state: 'running',
          name: run.name,
          path: run.path,
          upload_id: run.uploadId,
          open_cases: run.openCases,
          total: 0,
          done: 0,
          line: 0,
          recorded: 0,
          present: 0,
          versions: 0,
          problems: [],
          problem_count: 0,
          attempts: 0,
          started_by: run.startedBy,
          started_at: run.startedAt,
          seen_at: run.startedAt,
        },
      ])
      await this.outbox.append(tx, [{ type: importAsked, subject: run.id, payload: {} }])
      return this.found(tx, run.id)
    })
  }

  async find(id: string): Promise<ImportRun | null> {
    const [run] = await this.database.query<RunInHand>(
      `SELECT ${columns} FROM import_run WHERE id = $1::uuid`,
      [id],
    )
    return run ?? null
  }

  /** Newest first. */
  list(): Promise<readonly ImportRun[]> {
    return this.database.query<RunInHand>(
      `SELECT ${columns} FROM import_run ORDER BY id DESC LIMIT ${mostListed}`,
    )
  }

  /** Null unless it still runs. */
  async takeUp(id: string): Promise<RunInHand | null> {
    const [run] = await this.database.query<RunInHand>(
      `UPDATE import_run SET attempts = attempts + 1, seen_at = $2
       WHERE id = $1::uuid AND state = 'running' RETURNING ${columns}`,
      [id, this.clock.now()],
    )
    return run ?? null
  }

  async noteBundle(
    id: string,
    { stamp, total, versions }: { stamp: string; total: number; versions: number },
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `UPDATE import_run SET bundle_stamp = $2, total = $3, versions = $4
         WHERE id = $1::uuid AND state = 'running'`,
        [id, stamp, total, versions],
      )
      await this.tell(tx, id)
    })
  }

  /**
   * Within the transaction that records what the step brought in. A step that was made already, by a worker thought
   * dead, is refused, and all of its transaction with it.
   */
  async advance(tx: Sql, id: string, step: ImportStep): Promise<void> {
    const { line, recorded, present, problems } = step
    const advanced = await tx.query(
      `UPDATE import_run SET line = $2, recorded = recorded + $3, present = present + $4,
         problem_count = problem_count + $5, done = done + $3 + $4 + $5, attempts = 0, seen_at = $7,
         problems = problems || (SELECT coalesce(jsonb_agg(p ORDER BY n), '[]') FROM
           jsonb_array_elements($6::jsonb) WITH ORDINALITY AS each (p, n)
           WHERE n <= ${importLimits.problemsKept} - jsonb_array_length(problems))
       WHERE id = $1::uuid AND state = 'running' AND line < $2 RETURNING 1`,
      [
        id,
        line,
        recorded,
        present,
        problems.length,
        JSON.stringify(problems.slice(0, importLimits.problemsKept)),
        this.clock.now(),
      ],
    )
    if (advanced.length === 0)
      throw new ImportError('IMPORT_INTERRUPTED', 'expected to be the only worker of this import')
    await this.tell(tx, id)
  }

  async finish(id: string): Promise<void> {
    await this.end(id, 'done', null)
  }

  async fail(id: string, failure: string): Promise<void> {
    await this.end(id, 'failed', failure.slice(0, 2000))
  }

  private async end(id: string, state: 'done' | 'failed', failure: string | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `UPDATE import_run SET state = $2, failure = $3, finished_at = $4, seen_at = $4
         WHERE id = $1::uuid AND state = 'running'`,
        [id, state, failure, this.clock.now()],
      )
      await this.tell(tx, id)
    })
  }

  private tell(tx: Sql, id: string): Promise<void> {
    return this.outbox.append(tx, [{ type: importProgressed, subject: id, payload: {} }])
  }

  private async found(tx: Sql, id: string): Promise<ImportRun> {
    const [run] = await tx.query<RunInHand>(
      `SELECT ${columns} FROM import_run WHERE id = $1::uuid`,
      [id],
    )
    if (!run) throw new Error('a run that was inserted is not there')
    return run
  }
}
