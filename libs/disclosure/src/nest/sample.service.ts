import { Inject, Injectable } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import {
  canonicalJson,
  Clock,
  commitTo,
  IdSource,
  isUuid,
  Randomness,
  sha256Hex,
} from '@assize/kernel'
import { Database, insertRows, type Page, type PageRequest, type Sql } from '@assize/platform'
import { signNote } from '@assize/tlog'
import { LogKeys, LogReader } from '@assize/tlog/nest'
import { DisclosureError } from '../disclosure-error.js'
import type { ExportJob } from '../export-job.js'
import { parseNote, parseSampleRequest, type SampleRequest } from '../sample-request.js'
import { resultOf, type Assessment } from '../sample-result.js'
import { toStoredFilter } from '../stored-filter.js'
import { workpaperJson, type AuditSample, type WorkpaperRow } from '../workpaper.js'
import { ExportService } from './export.service.js'
import { PostgresExportStore } from './postgres-export-store.js'
import { PostgresSampleStore } from './postgres-sample-store.js'

/** An auditor's sample: a population, rows drawn from it, what the auditor says of each, and the result, signed. */
@Injectable()
export class SampleService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ExportService) private readonly exports: ExportService,
    @Inject(PostgresExportStore) private readonly jobs: PostgresExportStore,
    @Inject(PostgresSampleStore) private readonly store: PostgresSampleStore,
    @Inject(LogReader) private readonly log: LogReader,
    @Inject(LogKeys) private readonly keys: LogKeys,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  exportPopulation(filter: object | null | undefined, principal: Principal): Promise<ExportJob> {
    const params = { filter: toStoredFilter(filter), format: 'jsonl' }
    const asked = { kind: 'population', params, fileName: 'population.jsonl' } as const
    return this.exports.begin(asked, principal)
  }

  /** Throws `POPULATION_UNFIT`, `SAMPLE_UNFIT`. */
  async draw(asked: SampleRequest, principal: Principal): Promise<AuditSample> {
    const request = parseSampleRequest(asked)
    const population = await this.jobs.find(request.populationId)
    if (population?.kind !== 'population' || population.state !== 'done')
      throw new DisclosureError('POPULATION_UNFIT', 'expected a population whose file is there')
    const params = { ...request }
    const { id } = await this.exports.begin(
      { kind: 'sample', params, fileName: 'sample.jsonl' },
      principal,
      (tx, jobId) => this.store.begin(tx, jobId, request, population, principal.id),
    )
    return this.get(id)
  }

  async find(id: string): Promise<AuditSample | null> {
    return isUuid(id) ? this.store.find(id) : null
  }

  async get(id: string): Promise<AuditSample> {
    const sample = await this.find(id)
    if (!sample) throw new DisclosureError('SAMPLE_UNKNOWN', 'expected a sample drawn here')
    return sample
  }

  page(request: PageRequest): Promise<Page<AuditSample>> {
    return this.store.page(request)
  }

  rows(id: string): Promise<readonly WorkpaperRow[]> {
    return this.store.rows(id)
  }

  assess(
    id: string,
    position: number,
    found: { readonly assessment?: Assessment | null; readonly note?: string | null },
    principal: Principal,
  ): Promise<WorkpaperRow> {
    if (!isUuid(id)) throw new DisclosureError('SAMPLE_UNKNOWN', 'expected a sample drawn here')
    const note = parseNote(found.note)
    return this.store.assess(
      id,
      position,
      { assessment: found.assessment ?? null, note },
      principal.id,
    )
  }

  /** From then on nothing of it changes: its digest is on the record, in line for the log. */
  async sign(id: string, principal: Principal): Promise<AuditSample> {
    if (!isUuid(id)) throw new DisclosureError('SAMPLE_UNKNOWN', 'expected a sample drawn here')
    const origin = (await this.log.latestCheckpoint())?.origin ?? null
    await this.database.transaction(async (tx) => {
      const sample = await this.store.requireOpen(tx, id)
      const rows = await this.store.rows(id, tx)
      const open = rows.filter(({ assessment }) => assessment === null).length
      if (open > 0)
        throw new DisclosureError('SAMPLE_UNFIT', `expected every row assessed, saw ${open} open`, {
          open,
        })
      const at = this.clock.now()
      const text = workpaperJson(sample, rows)
      const sha256 = sha256Hex(text)
      const note = origin === null ? null : this.noteOf(origin, sample, rows, sha256)
      await this.store.sign(tx, id, { at, sha256, note })
      await this.record(
        tx,
        sample,
        { rows: rows.length, size: Buffer.byteLength(text), sha256, at },
        principal,
      )
    })
    return this.get(id)
  }

  /** The first line tells it from a checkpoint, whose second is a number: no signature serves for both. */
  private noteOf(
    origin: string,
    sample: AuditSample,
    rows: readonly WorkpaperRow[],
    sha256: string,
  ): string | null {
    const signers = this.keys.signers(origin)
    if (signers.length === 0) return null
    const result = resultOf(rows, sample.strata ?? [])
    const { id, populationSha256, seed, method } = sample
    const text = canonicalJson({ v: 1, id, populationSha256, seed, method, sha256, result })
    return signNote(`${origin} workpaper ${id}\n${text}\n`, signers)
  }

  private async record(
    tx: Sql,
    sample: AuditSample,
    made: {
      readonly rows: number
      readonly size: number
      readonly sha256: string
      readonly at: Date
    },
    principal: Principal,
  ): Promise<void> {
    const [id, salt] = [this.ids.next(), this.randomness.bytes(32)]
    const request = { sampleId: sample.id, populationId: sample.populationId, seed: sample.seed }
    await insertRows(tx, 'record_export', [
      {
        ...{ id, kind: 'workpaper', format: 'json', fields: [], words: [], rows: made.rows },
        ...{ size_bytes: made.size, sha256: made.sha256, requested_by: principal.id },
        commitment: commitTo(salt, canonicalJson(request)),
        ...{ cut_at: sample.createdAt, recorded_at: made.at },
      },
    ])
    await insertRows(tx, 'payload_export', [{ export_id: id, salt, request }])
  }
}
