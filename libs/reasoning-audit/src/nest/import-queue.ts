import { InjectQueue } from '@nestjs/bullmq'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OutboxRelay } from '@assize/events/nest'
import { noteErrorsOf } from '@assize/platform/nest'
import type { Queue } from 'bullmq'
import { importAsked, importQueue, type ImportJob } from '../jobs.js'

/** Turns imports that were asked for into jobs. */
@Injectable()
export class ImportQueue implements OnModuleInit {
  constructor(
    @InjectQueue(importQueue) private readonly queue: Queue<ImportJob>,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
  ) {}

  onModuleInit(): void {
    noteErrorsOf(this.queue, ImportQueue.name)
    this.relay.on(importAsked, (events) => this.enqueue(events.map(({ subject }) => subject)))
  }

  async enqueue(ids: readonly string[]): Promise<void> {
    await this.queue.addBulk(ids.map((id) => ({ name: 'import', data: { id } })))
  }
}
