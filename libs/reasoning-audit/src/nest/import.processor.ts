import { Processor } from '@nestjs/bullmq'
import { Inject } from '@nestjs/common'
import { JobWorker } from '@assize/platform/nest'
import type { Job } from 'bullmq'
import { importQueue, type ImportJob } from '../jobs.js'
import { TraceImporter } from './trace-importer.js'

/** The rows are the truth and every job may run twice: what a dead worker held is given to another soon. */
@Processor(importQueue, {
  concurrency: 1,
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000,
})
export class ImportProcessor extends JobWorker {
  constructor(@Inject(TraceImporter) private readonly importer: TraceImporter) {
    super()
  }

  async process(job: Job<ImportJob>): Promise<void> {
    await this.importer.import(job.data.id)
  }
}
