import { InjectQueue } from '@nestjs/bullmq'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OutboxRelay } from '@assize/events/nest'
import { noteErrorsOf } from '@assize/platform/nest'
import type { Queue } from 'bullmq'
import { testRunAsked, testRunQueue, type TestRunJob } from '../index.js'
import { TestChecks } from './test-checks.js'

/** Turns runs that were asked for into jobs, and tells changes of them. */
@Injectable()
export class TestRunQueue implements OnModuleInit {
  constructor(
    @InjectQueue(testRunQueue) private readonly queue: Queue<TestRunJob>,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(TestChecks) private readonly checks: TestChecks,
  ) {}

  onModuleInit(): void {
    noteErrorsOf(this.queue, TestRunQueue.name)
    this.relay.on(testRunAsked, async (events) => {
      await this.enqueue(events.map(({ subject }) => subject))
      for (const { subject } of events) await this.checks.report(subject)
    })
  }

  async enqueue(ids: readonly string[]): Promise<void> {
    await this.queue.addBulk(ids.map((id) => ({ name: 'evaluation', data: { id } })))
  }
}
