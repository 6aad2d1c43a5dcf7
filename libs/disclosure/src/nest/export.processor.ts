import { Processor } from '@nestjs/bullmq'
import { Inject } from '@nestjs/common'
import { JobWorker } from '@assize/platform/nest'
import type { Job } from 'bullmq'
import { exportQueue, type ExportQueueJob } from '../jobs.js'
import { ExportRunner } from './export-runner.js'

/** Two at a time a worker: an export reads as fast as the database gives. */
@Processor(exportQueue, {
  concurrency: 2,
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000,
})
export class ExportProcessor extends JobWorker {
  constructor(@Inject(ExportRunner) private readonly runner: ExportRunner) {
    super()
  }

  async process(job: Job<ExportQueueJob>): Promise<void> {
    await this.runner.run(job.data.id)
  }
}
