import { Processor } from '@nestjs/bullmq'
import { Inject } from '@nestjs/common'
import { JobWorker } from '@assize/platform/nest'
import type { Job } from 'bullmq'
import { riskQueue, type RefitJob } from '../jobs.js'
import { RiskRefitService } from './risk-refit.service.js'

@Processor(riskQueue, { concurrency: 1 })
export class RiskProcessor extends JobWorker {
  constructor(@Inject(RiskRefitService) private readonly refits: RiskRefitService) {
    super()
  }

  process(job: Job<RefitJob>): Promise<void> {
    return this.refits.refit(job.data)
  }
}
