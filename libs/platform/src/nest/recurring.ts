import { Logger } from '@nestjs/common'
import { errorFields } from '../error-fields.js'

export interface Round<Answer> {
  readonly tookMs: number
  /** Undefined where the round failed. */
  readonly answer: Answer | undefined
}

export interface RecurringPlan<Answer> {
  /** What the log says failed: "the sweep for lost jobs". */
  readonly what: string
  readonly work: () => Promise<Answer>
  /** From the end of a round to the start of the next. */
  readonly pauseMs: (round: Round<Answer>) => number
  /** From the start to the first round; none unless said. */
  readonly firstAfterMs?: number
}

/**
 * Work done again and again, one round at a time. A round that fails is logged and the next one comes all the same: a
 * database that is away for a moment ends no process.
 */
export class Recurring<Answer = unknown> {
  private readonly logger: Logger
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private wanted = false
  private stopped = true

  /** `owner` is whose log lines these are. */
  constructor(
    owner: string,
    private readonly plan: RecurringPlan<Answer>,
  ) {
    this.logger = new Logger(owner)
  }

  start(): void {
    this.stopped = false
    this.schedule(this.plan.firstAfterMs ?? 0)
  }

  /** A round that begins after this call, without waiting for its time. */
  soon(): void {
    this.wanted = true
    if (!this.running) this.schedule(0)
  }

  /** No round begins any more; resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await this.running
  }

  private schedule(afterMs: number): void {
    clearTimeout(this.timer)
    if (this.stopped) return
    this.timer = setTimeout(() => {
      this.running = this.round()
    }, afterMs)
  }

  private async round(): Promise<void> {
    this.wanted = false
    const startedAt = performance.now()
    const answer = await this.tryWork()
    const pauseMs = this.plan.pauseMs({ tookMs: performance.now() - startedAt, answer })
    this.running = undefined
    this.schedule(this.wanted ? 0 : pauseMs)
  }

  private async tryWork(): Promise<Answer | undefined> {
    try {
      return await this.plan.work()
    } catch (error) {
      this.logger.error(`${this.plan.what} failed and is tried again`, errorFields(error))
      return undefined
    }
  }
}
