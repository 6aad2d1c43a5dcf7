import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { SilentWorkSweeper } from '@assize/platform/nest'
import { ExportQueue } from './export-queue.js'
import { PostgresExportStore } from './postgres-export-store.js'

/** Queues again the jobs of which no worker gives a sign of life. */
@Injectable()
export class ExportSweeper extends SilentWorkSweeper<string> {
  constructor(
    @Inject(PostgresExportStore) store: PostgresExportStore,
    @Inject(ExportQueue) queue: ExportQueue,
    @Inject(Clock) clock: Clock,
  ) {
    super({
      ...{ what: 'exports', store: store.signs, queue, clock },
      silentMs: 20_000,
      pauseMs: 10_000,
    })
  }
}
