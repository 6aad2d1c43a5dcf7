import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { SilentWorkSweeper } from '@assize/platform/nest'
import { ImportQueue } from './import-queue.js'
import { PostgresImportStore } from './postgres-import-store.js'

/** Queues again the runs of which no worker gives a sign of life. */
@Injectable()
export class ImportSweeper extends SilentWorkSweeper<string> {
  constructor(
    @Inject(PostgresImportStore) store: PostgresImportStore,
    @Inject(ImportQueue) queue: ImportQueue,
    @Inject(Clock) clock: Clock,
  ) {
    super({
      ...{ what: 'imports', store: store.signs, queue, clock },
      silentMs: 20_000,
      pauseMs: 10_000,
    })
  }
}
