import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { ImportQueue } from './import-queue.js'
import { PostgresImportStore } from './postgres-import-store.js'

const everyMs = 10_000
const silentMs = 20_000

/** Queues again the runs of which no worker gives a sign of life: theirs died, or their job is lost. */
@Injectable()
export class ImportSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ImportSweeper.name)
  private timer: NodeJS.Timeout | undefined

  constructor(
    @Inject(PostgresImportStore) private readonly store: PostgresImportStore,
    @Inject(ImportQueue) private readonly queue: ImportQueue,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweep().catch(() =>
        this.logger.error('the sweep for silent imports failed and is tried again'),
      )
    }, everyMs)
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
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
