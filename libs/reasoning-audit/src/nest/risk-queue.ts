import { InjectQueue } from '@nestjs/bullmq'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OutboxRelay } from '@assize/events/nest'
import { noteErrorsOf } from '@assize/platform/nest'
import type { Queue } from 'bullmq'
import { refitAsked, riskQueue, type RefitJob } from '../jobs.js'

/** Turns fits that were asked for into jobs. */
@Injectable()
export class RiskQueue implements OnModuleInit {
  constructor(
    @InjectQueue(riskQueue) private readonly queue: Queue<RefitJob>,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
  ) {}

  onModuleInit(): void {
    noteErrorsOf(this.queue, RiskQueue.name)
    this.relay.on(refitAsked, async (events) => {
      await this.queue.addBulk(
        events.map(({ subject: id, payload }) => ({
          name: 'refit',
          data: { ...(payload as Omit<RefitJob, 'id'>), id },
        })),
      )
    })
  }
}
