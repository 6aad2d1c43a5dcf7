import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { Clock, uuidV7Floor } from '@assize/kernel'
import { Database } from '@assize/platform'
import { ClassifyQueue } from './classify-queue.js'
import { JudgeService } from './judge.service.js'

const everyMs = 30_000
const overdueMs = 120_000
const most = 2_000

/**
 * Queues again what was accepted and not judged for so long that its job must be lost. Judging twice is harmless;
 * never judging is not.
 */
@Injectable()
export class PendingSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PendingSweeper.name)
  private timer: NodeJS.Timeout | undefined

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ClassifyQueue) private readonly queue: ClassifyQueue,
    @Inject(JudgeService) private readonly judge: JudgeService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweep().catch(() =>
        this.logger.error('the sweep for lost jobs failed and is tried again'),
      )
    }, everyMs)
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  /** Answers how many were queued again. */
  async sweep(): Promise<number> {
    const before = uuidV7Floor(this.clock.now().getTime() - overdueMs)
    const rows = await this.database.query<{ id: string; priority: number }>(
      `SELECT id, priority FROM classification WHERE state = 'pending' AND id < $1::uuid
       ORDER BY id LIMIT ${most}`,
      [before],
    )
    const lost = rows.filter(({ id }) => !this.judge.working.has(id))
    const byPriority = new Map<number, string[]>()
    for (const { id, priority } of lost)
      byPriority.set(priority, [...(byPriority.get(priority) ?? []), id])
    for (const [priority, ids] of byPriority) await this.queue.enqueue(ids, priority)
    if (lost.length > 0)
      this.logger.warn('accepted classifications were queued again', { count: lost.length })
    return lost.length
  }
}
