import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import { Clock } from '@assize/kernel'
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
import { DisclosureError } from '../disclosure-error.js'
import type { ExportJob, ExportState, JobInHand, MadeFile } from '../export-job.js'
import { exportAsked, exportProgressed } from '../jobs.js'
import { quotedErased } from '../quoted-request.js'
import { jobColumns, toJob, type JobRow } from './export-rows.js'

export type NewJob = Pick<
  ExportJob,
  'id' | 'kind' | 'params' | 'words' | 'requester' | 'fileName' | 'createdAt'
>

/** Export jobs: mutable rows, each change of which is told to whoever watches. */
@Injectable()
export class PostgresExportStore {
  readonly signs: SignsOfLife

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.signs = new SignsOfLife(database, clock, 'export_job')
  }

  /** With the event that makes a worker take it up. */
  async begin(tx: Sql, job: NewJob): Promise<void> {
    const { id, kind, params, words, requester, fileName, createdAt } = job
    await insertRows(tx, 'export_job', [
      {
        ...{ id, kind, state: 'running', params, words, requested_by: requester.id },
        ...{ requester_kind: requester.kind, scopes: requester.scopes, done: 0n, turn: 0 },
        ...{ attempts: 0, file_name: fileName, cut_at: createdAt, created_at: createdAt },
        seen_at: createdAt,
      },
    ])
    await this.outbox.append(tx, [{ type: exportAsked, subject: id, payload: {} }])
  }

  async find(id: string): Promise<JobInHand | null> {
    const [row] = await this.database.query<JobRow>(
      `SELECT ${jobColumns} FROM export_job WHERE id = $1::uuid`,
      [id],
    )
    return row ? toJob(row) : null
  }

  /** Newest first; of one requester only where named. */
  async page(request: PageRequest, requestedBy: string | null): Promise<Page<ExportJob>> {
    const forward = request.direction === 'forward'
    const rows = await this.database.query<JobRow>(
      `SELECT ${jobColumns} FROM export_job
       WHERE ($1::text IS NULL OR requested_by = $1)
         AND ($2::uuid IS NULL OR id ${forward ? '<' : '>'} $2::uuid)
       ORDER BY id ${forward ? 'DESC' : 'ASC'} LIMIT ${request.limit + 1}`,
      [requestedBy, idOfCursor(request)],
    )
    return toPage(rows.map(toJob), request)
  }

  /** Whose files were made, and whose requests quoted what was erased since. */
  async findQuotedErased(): Promise<readonly ExportJob[]> {
    const rows = await this.database.query<JobRow>(
      `SELECT ${jobColumns} FROM export_job
       WHERE params @> jsonb_build_object('quoted', $1::text) AND sha256 IS NOT NULL ORDER BY id`,
      [quotedErased],
    )
    return rows.map(toJob)
  }

  /** Null unless it still runs. Whoever had it before may not write any more. */
  async takeUp(id: string): Promise<JobInHand | null> {
    const [row] = await this.database.query<JobRow>(
      `UPDATE export_job SET attempts = attempts + 1, turn = turn + 1, seen_at = $2
       WHERE id = $1::uuid AND state = 'running' RETURNING ${jobColumns}`,
      [id, this.clock.now()],
    )
    return row ? toJob(row) : null
  }

  async noteTotal(job: JobInHand, total: bigint): Promise<void> {
    await this.database.query(
      `UPDATE export_job SET total = $3 WHERE id = $1::uuid AND turn = $2 AND state = 'running'`,
      [job.id, job.turn, total.toString()],
    )
  }

  /** Throws `EXPORT_ENDED` when it was cancelled, and `EXPORT_INTERRUPTED` when another worker has it. */
  async advance(job: JobInHand, done: bigint, position: unknown): Promise<void> {
    await this.database.transaction(async (tx) => {
      const advanced = await tx.query(
        `UPDATE export_job SET done = $3, position = $4::jsonb, attempts = 0, seen_at = $5,
           total = CASE WHEN total < $3 THEN $3 ELSE total END
         WHERE id = $1::uuid AND turn = $2 AND state = 'running' RETURNING 1`,
        [job.id, job.turn, done.toString(), JSON.stringify(position), this.clock.now()],
      )
      if (advanced.length === 0) throw await this.ousted(tx, job)
      await this.tell(tx, job.id)
    })
  }

  /** Within the transaction that puts the file on the record. */
  async finish(tx: Sql, job: JobInHand, made: MadeFile, expiresAt: Date): Promise<void> {
    const finished = await tx.query(
      `UPDATE export_job SET state = 'done', done = $3, total = $3, rows = $3, size_bytes = $4,
         sha256 = $5, finished_at = $6, seen_at = $6, expires_at = $7, position = NULL
       WHERE id = $1::uuid AND turn = $2 AND state = 'running' RETURNING 1`,
      [
        ...[job.id, job.turn, made.rows.toString(), made.sizeBytes.toString(), made.sha256],
        ...[this.clock.now(), expiresAt],
      ],
    )
    if (finished.length === 0) throw await this.ousted(tx, job)
    await this.tell(tx, job.id)
  }

  /** Answers false when it runs no longer. */
  async end(
    tx: Sql,
    id: string,
    end: { readonly state: 'failed'; readonly failure: string } | { readonly state: 'cancelled' },
  ): Promise<boolean> {
    const ended = await tx.query(
      `UPDATE export_job SET state = $2, failure = $3, finished_at = $4, seen_at = $4
       WHERE id = $1::uuid AND state = 'running' RETURNING 1`,
      [id, end.state, end.state === 'failed' ? end.failure.slice(0, 2000) : null, this.clock.now()],
    )
    if (ended.length > 0) await this.tell(tx, id)
    return ended.length > 0
  }

  /** Files whose time is over; answers their jobs. */
  async expire(now: Date): Promise<number> {
    const rows = await this.database.query(
      `UPDATE export_job SET state = 'expired' WHERE state = 'done' AND expires_at <= $1 RETURNING 1`,
      [now],
    )
    return rows.length
  }

  private tell(tx: Sql, id: string): Promise<void> {
    return this.outbox.append(tx, [{ type: exportProgressed, subject: id, payload: {} }])
  }

  private async ousted(tx: Sql, job: JobInHand): Promise<DisclosureError> {
    const [row] = await tx.query<{ state: ExportState }>(
      'SELECT state FROM export_job WHERE id = $1::uuid',
      [job.id],
    )
    return row?.state === 'running'
      ? new DisclosureError('EXPORT_INTERRUPTED', 'expected to be the only worker of this export')
      : new DisclosureError('EXPORT_ENDED', `expected a running export, saw one ${row?.state}`)
  }
}
