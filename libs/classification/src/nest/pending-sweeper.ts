import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Clock, uuidV7Floor } from '@assize/kernel'
import { Database } from '@assize/platform'
import { Recurring } from '@assize/platform/nest'
import { ClassifyQueue } from './classify-queue.js'
import { JudgeService } from './judge.service.js'

const pauseMs = 30_000
const overdueMs = 120_000
const most = 2_000

/**
 * Queues again what was accepted and not judged for so long that its job must be lost. Judging twice is harmless;
 * never judging is not.
 */
@Injectable()
export class PendingSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PendingSweeper.name)
  private readonly rounds = new Recurring(PendingSweeper.name, {
    what: 'the sweep for lost jobs',
    work: () => this.sweep(),
    pauseMs: () => pauseMs,
  })

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ClassifyQueue) private readonly queue: ClassifyQueue,
    @Inject(JudgeService) private readonly judge: JudgeService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start()
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop()
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
