import { InjectQueue } from '@nestjs/bullmq'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OutboxRelay } from '@assize/events/nest'
import type { DomainEvent } from '@assize/events'
import type { Queue } from 'bullmq'
import { acceptedEvent, classifyQueue, groupIds, type ClassifyJob } from '../jobs.js'

const idsPerJob = 8

/** Turns accepted classifications into jobs. BullMQ counts priorities from 1, the most urgent. */
@Injectable()
export class ClassifyQueue implements OnModuleInit {
  constructor(
    @InjectQueue(classifyQueue) private readonly queue: Queue<ClassifyJob>,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
  ) {}

  onModuleInit(): void {
    this.relay.on(acceptedEvent, (events) => this.enqueueAccepted(events))
  }

  async enqueue(ids: readonly string[], priority: number): Promise<void> {
    await this.queue.addBulk(
      groupIds(ids, idsPerJob).map((group) => ({
        name: 'classify',
        data: { ids: group },
        opts: { priority: priority + 1 },
      })),
    )
  }

  private async enqueueAccepted(events: readonly DomainEvent[]): Promise<void> {
    await this.queue.addBulk(
      events.map(({ payload }) => {
        const { ids, priority } = payload as { ids: string[]; priority: number }
        return { name: 'classify', data: { ids }, opts: { priority: priority + 1 } }
      }),
    )
  }
}
