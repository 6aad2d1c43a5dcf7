import { Inject, Injectable, Logger } from '@nestjs/common'
import { Clock, isUuid } from '@assize/kernel'
import { Recurring, RecurringWork } from '@assize/platform/nest'
import { manifestName, type ExportJob } from '../export-job.js'
import { isQuotedErased } from '../quoted-request.js'
import { ExportFiles } from './export-files.js'
import { PostgresExportStore } from './postgres-export-store.js'

const pauseMs = 30_000

/** Removes files whose time is over, that were withdrawn, or that no job stands behind. */
@Injectable()
export class ExportHousekeeping extends RecurringWork {
  /** Jobs whose manifests were seen to quote nothing erased. */
  private readonly unquoted = new Set<string>()
  private readonly strays = new Set<string>()
  private readonly logger = new Logger(ExportHousekeeping.name)
  protected readonly rounds = new Recurring(ExportHousekeeping.name, {
    what: 'the removal of old exports',
    work: () => this.tidy(),
    pauseMs: () => pauseMs,
  })

  constructor(
    @Inject(PostgresExportStore) private readonly store: PostgresExportStore,
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super()
  }

  async tidy(): Promise<void> {
    await this.store.expire(this.clock.now())
    for (const job of await this.store.findQuotedErased()) await this.unquote(job)
    for (const name of await this.files.listStrays()) this.tellOfStray(name)
    for (const id of await this.files.listWithFiles()) {
      const job = isUuid(id) ? await this.store.find(id) : null
      if (!job || job.state === 'failed' || job.state === 'cancelled')
        await this.files.removeAll(id)
      else if (job.state === 'expired' || job.state === 'withdrawn') await this.retire(job)
    }
  }

  /** Once: it may be somebody's, and stays where it is. */
  private tellOfStray(name: string): void {
    if (this.strays.has(name)) return
    this.strays.add(name)
    this.logger.warn('something lies among the exports that is no folder of a job', { name })
  }

  /** A manifest repeats what was asked for. */
  private async unquote({ id, fileName, params }: ExportJob): Promise<void> {
    if (this.unquoted.has(id)) return
    const name = manifestName(fileName)
    const manifest = await this.files.readJson(id, name)
    if ('request' in manifest && !isQuotedErased(manifest['request'])) {
      const unquoted = { ...manifest, request: params }
      await this.files.write(id, name, `${JSON.stringify(unquoted, null, 2)}\n`)
    }
    this.unquoted.add(id)
  }

  /** The manifest stays, and says what became of the file. */
  private async retire(job: ExportJob): Promise<void> {
    const name = manifestName(job.fileName)
    const manifest = await this.files.readJson(job.id, name)
    const gone = { state: job.state, why: job.withdrawn ?? 'its time was over' }
    await this.files.write(job.id, name, `${JSON.stringify({ ...manifest, gone }, null, 2)}\n`)
    await this.files.removeAllBut(job.id, name)
  }
}
