import { InjectQueue } from '@nestjs/bullmq'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OutboxRelay } from '@assize/events/nest'
import { noteErrorsOf } from '@assize/platform/nest'
import type { Queue } from 'bullmq'
import { exportAsked, exportQueue, type ExportQueueJob } from '../jobs.js'

/** Turns exports that were asked for into jobs. */
@Injectable()
export class ExportQueue implements OnModuleInit {
  constructor(
    @InjectQueue(exportQueue) private readonly queue: Queue<ExportQueueJob>,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
  ) {}

  onModuleInit(): void {
    noteErrorsOf(this.queue, ExportQueue.name)
    this.relay.on(exportAsked, (events) => this.enqueue(events.map(({ subject }) => subject)))
  }

  async enqueue(ids: readonly string[]): Promise<void> {
    await this.queue.addBulk(ids.map((id) => ({ name: 'export', data: { id } })))
  }
}
