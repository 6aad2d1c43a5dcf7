import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Recurring } from '@assize/platform/nest'
import { ExportQueue } from './export-queue.js'
import { PostgresExportStore } from './postgres-export-store.js'

const pauseMs = 10_000
const silentMs = 20_000

/** Queues again the jobs of which no worker gives a sign of life: theirs died, or their place in the queue is lost. */
@Injectable()
export class ExportSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExportSweeper.name)
  private readonly rounds = new Recurring(ExportSweeper.name, {
    what: 'the sweep for silent exports',
    work: () => this.sweep(),
    pauseMs: () => pauseMs,
  })

  constructor(
    @Inject(PostgresExportStore) private readonly store: PostgresExportStore,
    @Inject(ExportQueue) private readonly queue: ExportQueue,
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
    const ids = await this.store.findSilent(new Date(this.clock.now().getTime() - silentMs))
    if (ids.length === 0) return 0
    await this.queue.enqueue(ids)
    this.logger.warn('exports were queued again', { count: ids.length })
    return ids.length
  }
}
