import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Recurring } from '@assize/platform/nest'
import { ImportQueue } from './import-queue.js'
import { PostgresImportStore } from './postgres-import-store.js'

const pauseMs = 10_000
const silentMs = 20_000

/** Queues again the runs of which no worker gives a sign of life: theirs died, or their job is lost. */
@Injectable()
export class ImportSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportSweeper.name)
  private readonly rounds = new Recurring(ImportSweeper.name, {
    what: 'the sweep for silent imports',
    work: () => this.sweep(),
    pauseMs: () => pauseMs,
  })

  constructor(
    @Inject(PostgresImportStore) private readonly store: PostgresImportStore,
    @Inject(ImportQueue) private readonly queue: ImportQueue,
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
    this.logger.warn('imports were queued again', { count: ids.length })
    return ids.length
  }
}
