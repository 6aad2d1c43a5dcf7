import { Processor } from '@nestjs/bullmq'
import { Inject } from '@nestjs/common'
import { JobWorker } from '@assize/platform/nest'
import type { Job } from 'bullmq'
import { classifyQueue, type ClassifyJob } from '../jobs.js'
import { JudgeService } from './judge.service.js'

/**
 * The rows are the truth and every job may run twice, so a job whose worker died is given to another soon and as often
 * as needed.
 */
@Processor(classifyQueue, {
  concurrency: 64,
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000,
})
export class ClassifyProcessor extends JobWorker {
  constructor(@Inject(JudgeService) private readonly judge: JudgeService) {
    super()
  }

  async process(job: Job<ClassifyJob>): Promise<void> {
    await this.judge.judge(job.data.ids)
  }
}
