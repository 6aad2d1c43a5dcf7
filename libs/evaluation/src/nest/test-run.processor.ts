import { Processor } from '@nestjs/bullmq'
import { Inject } from '@nestjs/common'
import { JobWorker } from '@assize/platform/nest'
import type { Job } from 'bullmq'
import { testRunQueue, type TestRunJob } from '../index.js'
import { TestRunWorker } from './test-run-worker.js'

/** Two at a time a worker: each calls its endpoint several times at once. */
@Processor(testRunQueue, {
  concurrency: 2,
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000,
})
export class TestRunProcessor extends JobWorker {
  constructor(@Inject(TestRunWorker) private readonly runner: TestRunWorker) {
    super()
  }

  async process(job: Job<TestRunJob>): Promise<void> {
    await this.runner.run(job.data.id)
  }
}
