import { Inject, Injectable } from '@nestjs/common'
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
import { DisclosureError } from '../disclosure-error.js'
import type { ExportJob } from '../export-job.js'
import type { DrawnRow, Stratum } from '../sample.js'
import type { SampleRequest } from '../sample-request.js'
import type { Assessment } from '../sample-result.js'
import type { AuditSample, WorkpaperRow } from '../workpaper.js'

/** A draw that ended without a sample would else be drawing for ever. The id of a sample is that of its job. */
const stateNow = `CASE WHEN state = 'drawing' AND EXISTS (SELECT FROM export_job j
  WHERE j.id = audit_sample.id AND j.state NOT IN ('running', 'done')) THEN 'failed' ELSE state END`

const sampleColumns = `id, population_id AS "populationId", title, method, seed, size,
  population_rows AS "populationRows", population_sha256 AS "populationSha256", strata, ${stateNow} AS state,
  drawn_by AS "drawnBy", created_at AS "createdAt", signed_at AS "signedAt", sha256, note`

const rowColumns = `position, verdict_id AS "verdictId", policy, outcome, simulated, digest, stratum, inclusion,
  assessment, note, assessed_by AS "assessedBy", assessed_at AS "assessedAt"`

type SampleRow = Omit<AuditSample, 'populationRows'> & { readonly populationRows: string }

const toSample = (row: SampleRow): AuditSample => ({
  ...row,
  populationRows: BigInt(row.populationRows),
})

/** Samples and their workpapers: an auditor's own, mutable until signed. */
@Injectable()
export class PostgresSampleStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `id` is that of the job that draws it. */
  async begin(
    tx: Sql,
    id: string,
    { title, method, seed, size }: SampleRequest,
    population: ExportJob,
    drawnBy: string,
  ): Promise<void> {
    await insertRows(tx, 'audit_sample', [
      {
        ...{ id, population_id: population.id, title, method, seed, size, state: 'drawing' },
        ...{ population_rows: population.rows, population_sha256: population.sha256 },
        ...{ drawn_by: drawnBy, created_at: this.clock.now() },
      },
    ])
  }

  async open(
    tx: Sql,
    id: string,
    strata: readonly Stratum[],
    drawn: readonly DrawnRow[],
  ): Promise<void> {
    await tx.query(
      `UPDATE audit_sample SET state = 'open', strata = $2::jsonb, size = $3 WHERE id = $1::uuid`,
      [id, JSON.stringify(strata), drawn.length],
    )
    const rows = drawn.map((row, n) => ({
      ...{ sample_id: id, position: n + 1, verdict_id: row.id, policy: row.policy },
      ...{ outcome: row.outcome, simulated: row.simulated, digest: row.digest },
      ...{ stratum: row.stratum, inclusion: row.inclusion },
    }))
    await insertRows(tx, 'audit_workpaper', rows)
  }

  async find(id: string): Promise<AuditSample | null> {
    const [row] = await this.database.query<SampleRow>(
      `SELECT ${sampleColumns} FROM audit_sample WHERE id = $1::uuid`,
      [id],
    )
    return row ? toSample(row) : null
  }

  /** Newest first. */
  async page(request: PageRequest): Promise<Page<AuditSample>> {
    const forward = request.direction === 'forward'
    const rows = await this.database.query<SampleRow>(
      `SELECT ${sampleColumns} FROM audit_sample
       WHERE ($1::uuid IS NULL OR id ${forward ? '<' : '>'} $1::uuid)
       ORDER BY id ${forward ? 'DESC' : 'ASC'} LIMIT ${request.limit + 1}`,
      [idOfCursor(request)],
    )
    return toPage(rows.map(toSample), request)
  }

  rows(sampleId: string, sql: Sql = this.database): Promise<readonly WorkpaperRow[]> {
    return sql.query<WorkpaperRow>(
      `SELECT ${rowColumns} FROM audit_workpaper WHERE sample_id = $1::uuid ORDER BY position`,
      [sampleId],
    )
  }

  /** Throws `SAMPLE_SIGNED`, `ROW_UNKNOWN`. */
  async assess(
    sampleId: string,
    position: number,
    found: { readonly assessment: Assessment | null; readonly note: string | null },
    by: string,
  ): Promise<WorkpaperRow> {
    const at = found.assessment ? this.clock.now() : null
    return this.database.transaction(async (tx) => {
      await this.requireOpen(tx, sampleId)
      const [row] = await tx.query<WorkpaperRow>(
        `UPDATE audit_workpaper SET assessment = $3, note = $4, assessed_by = $5, assessed_at = $6
         WHERE sample_id = $1::uuid AND position = $2 RETURNING ${rowColumns}`,
        [sampleId, position, found.assessment, found.note, found.assessment ? by : null, at],
      )
      if (!row) throw new DisclosureError('ROW_UNKNOWN', 'expected a row of this workpaper')
      return row
    })
  }

  /** The sample, held until the transaction ends, so that no row changes while it is signed. */
  async requireOpen(tx: Sql, id: string): Promise<AuditSample> {
    const [row] = await tx.query<SampleRow>(
      `SELECT ${sampleColumns} FROM audit_sample WHERE id = $1::uuid FOR UPDATE`,
      [id],
    )
    if (!row) throw new DisclosureError('SAMPLE_UNKNOWN', 'expected a sample drawn here')
    if (row.state !== 'open')
      throw new DisclosureError('SAMPLE_SIGNED', `expected an open sample, saw one ${row.state}`)
    return toSample(row)
  }

  async sign(
    tx: Sql,
    id: string,
    signed: { readonly at: Date; readonly sha256: string; readonly note: string | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE audit_sample SET state = 'signed', signed_at = $2, sha256 = $3, note = $4
       WHERE id = $1::uuid`,
      [id, signed.at, signed.sha256, signed.note],
    )
  }
}
