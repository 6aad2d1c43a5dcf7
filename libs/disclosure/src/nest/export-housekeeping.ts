import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Clock, isUuid } from '@assize/kernel'
import { Recurring } from '@assize/platform/nest'
import { manifestName, type ExportJob } from '../export-job.js'
import { ExportFiles } from './export-files.js'
import { PostgresExportStore } from './postgres-export-store.js'

const pauseMs = 30_000

/** Removes files whose time is over, that were withdrawn, or that no job stands behind. */
@Injectable()
export class ExportHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Recurring(ExportHousekeeping.name, {
    what: 'the removal of old exports',
    work: () => this.tidy(),
    pauseMs: () => pauseMs,
  })

  constructor(
    @Inject(PostgresExportStore) private readonly store: PostgresExportStore,
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start()
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop()
  }

  async tidy(): Promise<void> {
    await this.store.expire(this.clock.now())
    for (const id of await this.files.listWithFiles()) {
      const job = isUuid(id) ? await this.store.find(id) : null
      if (!job || job.state === 'failed' || job.state === 'cancelled')
        await this.files.removeAll(id)
      else if (job.state === 'expired' || job.state === 'withdrawn') await this.retire(job)
    }
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
