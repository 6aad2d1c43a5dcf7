import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import { grantOf, type Principal } from '@assize/identity'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { Database, type Page, type PageRequest, type Sql } from '@assize/platform'
import { DisclosureError } from '../disclosure-error.js'
import { manifestName, type ExportJob, type ExportKind, type WordKind } from '../export-job.js'
import { exportDownloaded } from '../jobs.js'
import { ExportFiles } from './export-files.js'
import { ExportMakers } from './export-maker.js'
import { PostgresExportStore } from './postgres-export-store.js'

export interface AskedExport {
  readonly kind: ExportKind
  readonly params: Readonly<Record<string, unknown>>
  readonly words?: readonly WordKind[]
  /** `verdicts.jsonl`; the id is put in, so that no two are named alike. */
  readonly fileName: string
}

/** A file that may be handed out. */
export interface ServedFile {
  readonly job: ExportJob
  readonly name: string
  readonly sizeBytes: number
}

/** Asks for files, looks at them, calls them off, and hands them out. */
@Injectable()
export class ExportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresExportStore) private readonly store: PostgresExportStore,
    @Inject(ExportMakers) private readonly makers: ExportMakers,
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws `EXPORT_FORBIDDEN` or `WORDS_FORBIDDEN`. `alongside` writes what belongs to the job. */
  async begin(
    asked: AskedExport,
    principal: Principal,
    alongside?: (tx: Sql, id: string) => Promise<void>,
  ): Promise<ExportJob> {
    const words = [...new Set(asked.words ?? [])].sort()
    this.makers.of(asked.kind).requirePermission(principal, words)
    const id = this.ids.next()
    const { kind, params } = asked
    const { id: by, kind: as, scopes } = principal
    await this.database.transaction(async (tx) => {
      await this.store.begin(tx, {
        ...{ id, kind, params, words, requester: { kind: as, id: by, scopes } },
        ...{ fileName: named(asked.fileName, id), createdAt: this.clock.now() },
      })
      await alongside?.(tx, id)
    })
    return this.get(id, principal)
  }

  /** Null where there is none that the principal may see: another's only for who may see all exports. */
  async find(id: string, principal: Principal): Promise<ExportJob | null> {
    const job = isUuid(id) ? await this.store.find(id) : null
    return job && (seesAll(principal) || job.requester.id === principal.id) ? job : null
  }

  async get(id: string, principal: Principal): Promise<ExportJob> {
    const job = await this.find(id, principal)
    if (!job) throw new DisclosureError('EXPORT_UNKNOWN', 'expected an export asked for here')
    return job
  }

  /** Newest first. */
  page(request: PageRequest, principal: Principal): Promise<Page<ExportJob>> {
    return this.store.page(request, seesAll(principal) ? null : principal.id)
  }

  /** The worker that makes the file notices within a second, and removes what there is of it. */
  async cancel(id: string, principal: Principal): Promise<ExportJob> {
    const job = await this.get(id, principal)
    if (job.requester.id !== principal.id)
      throw new DisclosureError('EXPORT_FORBIDDEN', 'expected an export of one’s own')
    const ended = await this.database.transaction((tx) =>
      this.store.end(tx, id, { state: 'cancelled' }),
    )
    if (!ended)
      throw new DisclosureError('EXPORT_ENDED', `expected a running export, saw one ${job.state}`)
    return this.get(id, principal)
  }

  /** Checks anew whether the caller may have the file. */
  async serve(id: string, name: string, principal: Principal): Promise<ServedFile> {
    const job = await this.get(id, principal)
    if (name !== job.fileName && name !== manifestName(job.fileName)) throw unknownFile()
    if (name === job.fileName) this.requireReady(job)
    this.makers.of(job.kind).requirePermission(principal, job.words)
    const sizeBytes = await this.files.sizeOf(id, name)
    if (sizeBytes === null) throw unknownFile()
    await this.tellDownload(job, principal)
    return { job, name, sizeBytes }
  }

  private requireReady(job: ExportJob): void {
    const { state, expiresAt } = job
    if (state === 'running')
      throw new DisclosureError('EXPORT_NOT_READY', 'expected an export that is done')
    if (state !== 'done' || (expiresAt && expiresAt <= this.clock.now()))
      throw new DisclosureError('EXPORT_GONE', `expected an export that is there, saw one ${state}`)
  }

  private async tellDownload({ id, kind }: ExportJob, by: Principal): Promise<void> {
    await this.database.transaction((tx) =>
      this.outbox.append(tx, [
        { type: exportDownloaded, subject: id, payload: { kind, by: by.id } },
      ]),
    )
  }
}

const seesAll = (principal: Principal): boolean =>
  grantOf(principal, 'evidence:export') === 'all' || grantOf(principal, 'audit:read') === 'all'

const unknownFile = (): DisclosureError =>
  new DisclosureError('EXPORT_UNKNOWN', 'expected a file of an export made here')

function named(fileName: string, id: string): string {
  const dot = fileName.indexOf('.')
  return `${fileName.slice(0, dot)}-${id.slice(-12)}${fileName.slice(dot)}`
}
