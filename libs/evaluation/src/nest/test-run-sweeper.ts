import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { SilentWorkSweeper } from '@assize/platform/nest'
import { TestRunQueue } from './test-run-queue.js'
import { TestRunStore } from './test-run-store.js'

/** Queues again the runs of which no worker gives a sign of life. */
@Injectable()
export class TestRunSweeper extends SilentWorkSweeper<string> {
  constructor(
    @Inject(TestRunStore) store: TestRunStore,
    @Inject(TestRunQueue) queue: TestRunQueue,
    @Inject(Clock) clock: Clock,
  ) {
    super({
      ...{ what: 'runs of test cases', store: store.signs, queue, clock },
      silentMs: 20_000,
      pauseMs: 10_000,
    })
  }
}
