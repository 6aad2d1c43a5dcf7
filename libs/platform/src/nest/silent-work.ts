import { Logger } from '@nestjs/common'
import type { Clock } from '@assize/kernel'
import { Recurring } from './recurring.js'
import { RecurringWork } from './recurring-work.js'

export interface SilentWorkPlan<Work> {
  /** As the log calls them: "exports". */
  readonly what: string
  readonly store: {
    /** Under way, without a sign of life since `before`. */
    findSilent(before: Date): Promise<readonly Work[]>
  }
  readonly queue: { enqueue(work: readonly Work[]): Promise<void> }
  readonly clock: Clock
  /** How long a worker may be silent before it counts as dead, or the job as lost. */
  readonly silentMs: number
  /** From the end of a sweep to the start of the next. */
  readonly pauseMs: number
}

/**
 * Puts work back in line of which no worker gives a sign of life: theirs died, or its place in the queue is lost. A
 * worker that was only slow may then have it twice, which harms no work of the house; who does the work counts its
 * turns and gives it up.
 */
export abstract class SilentWorkSweeper<Work> extends RecurringWork {
  protected readonly rounds: Recurring<number>
  private readonly logger = new Logger(this.constructor.name)

  constructor(private readonly plan: SilentWorkPlan<Work>) {
    super()
    this.rounds = new Recurring(this.constructor.name, {
      what: `the sweep for silent ${plan.what}`,
      work: () => this.sweep(),
      pauseMs: () => plan.pauseMs,
    })
  }

  /** Answers how many were queued again. */
  async sweep(): Promise<number> {
    const { what, store, queue, clock, silentMs } = this.plan
    const silent = await store.findSilent(new Date(clock.now().getTime() - silentMs))
    if (silent.length === 0) return 0
    await queue.enqueue(silent)
    this.logger.warn(`${what} were queued again`, { count: silent.length })
    return silent.length
  }
}
