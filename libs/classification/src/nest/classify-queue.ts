import { InjectQueue } from '@nestjs/bullmq'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OutboxRelay } from '@assize/events/nest'
import type { DomainEvent } from '@assize/events'
import { noteErrorsOf } from '@assize/platform/nest'
import type { JobsOptions, Queue } from 'bullmq'
import { acceptedEvent, classifyQueue, groupIds, type ClassifyJob } from '../jobs.js'

const idsPerJob = 8
const fewJobs = 8

/** Turns accepted classifications into jobs. */
@Injectable()
export class ClassifyQueue implements OnModuleInit {
  constructor(
    @InjectQueue(classifyQueue) private readonly queue: Queue<ClassifyJob>,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
  ) {}

  onModuleInit(): void {
    noteErrorsOf(this.queue, ClassifyQueue.name)
    this.relay.on(acceptedEvent, (events) => this.enqueueAccepted(events))
  }

  async enqueue(ids: readonly string[], priority: number): Promise<void> {
    await this.add(groupIds(ids, idsPerJob).map((group) => toJob(group, priority)))
  }

  private async enqueueAccepted(events: readonly DomainEvent[]): Promise<void> {
    await this.add(
      events.map(({ payload }) => {
        const { ids, priority } = payload as { ids: string[]; priority: number }
        return toJob(ids, priority)
      }),
    )
  }

  /** On PostgreSQL the bulk form makes temporary tables at every call, which cost more than a few jobs do. */
  private async add(jobs: readonly QueuedJob[]): Promise<void> {
    if (jobs.length > fewJobs) await this.queue.addBulk([...jobs])
    else await Promise.all(jobs.map(({ name, data, opts }) => this.queue.add(name, data, opts)))
  }
}

interface QueuedJob {
  readonly name: string
  readonly data: ClassifyJob
  readonly opts: JobsOptions
}

/** BullMQ counts priorities from 1, the most urgent. */
const toJob = (ids: readonly string[], priority: number): QueuedJob => ({
  name: 'classify',
  data: { ids },
  opts: { priority: priority + 1 },
})
