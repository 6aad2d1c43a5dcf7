import { setTimeout as sleep } from 'node:timers/promises'
import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'

const stampToWriteMs = 500
const pollMs = 50
const mostMs = 10_000

/**
 * Makes a cut in time a cut of the record. A verdict is stamped before it is written, and seen once its transaction
 * ends: we wait until every transaction that might still bring a row stamped before the cut has ended.
 */
@Injectable()
export class ExportSettling {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives up after ten seconds: a transaction that long is not one that records verdicts. */
  async settle(cutAt: Date): Promise<void> {
    await sleep(Math.max(0, cutAt.getTime() + stampToWriteMs - this.clock.now().getTime()))
    const [snapshot] = await this.database.query<{ next: string }>(
      'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next',
    )
    for (let waitedMs = 0; waitedMs < mostMs; waitedMs += pollMs) {
      const [row] = await this.database.query<{ settled: boolean }>(
        'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 AS settled',
        [snapshot?.next],
      )
      if (row?.settled) return
      await sleep(pollMs)
    }
  }
}
