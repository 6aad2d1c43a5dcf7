import { Inject, Injectable, Logger } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { insertRows } from '@assize/platform'
import { oldestKept, type RetentionRule } from '../retention.js'
import { EraserDatabase } from './eraser-database.js'

/** Months past every rule whose words are all gone: their partitions leave the tables. */
@Injectable()
export class MonthsPast {
  private readonly logger = new Logger(MonthsPast.name)

  constructor(
    @Inject(EraserDatabase) private readonly eraserDatabase: EraserDatabase,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Answers the months retired, oldest first; one that still holds words, because something is held, stays. */
  async retire(rules: readonly RetentionRule[]): Promise<readonly string[]> {
    const before = oldestKept(rules, this.clock.now()).toISOString().slice(0, 7)
    const retired: string[] = []
    for (const month of await this.monthsBefore(before))
      if (await this.retireOne(month)) retired.push(month)
    if (retired.length > 0) this.logger.log(`months retired: ${retired.join(', ')}`)
    return retired
  }

  /** Months of which a partition of words is still attached. */
  private async monthsBefore(before: string): Promise<readonly string[]> {
    const rows = await this.eraserDatabase.open().query<{ month: string }>(
      `SELECT DISTINCT replace(substring(c.relname FROM '_y(\\d{4}m\\d{2})$'), 'm', '-') AS month
       FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_class p ON p.oid = h.inhparent
       WHERE p.relname LIKE 'payload\\_%' AND c.relname ~ '_y\\d{4}m\\d{2}$' ORDER BY 1`,
    )
    return rows.map(({ month }) => month).filter((month) => month < before)
  }

  private async retireOne(month: string): Promise<boolean> {
    try {
      await this.eraserDatabase.open().transaction(async (tx) => {
        const first = `${month}-01T00:00:00Z`
        await tx.query("SET LOCAL lock_timeout = '5s'")
        await tx.query('SELECT retire_month($1)', [first])
        const [count] = await tx.query<{ items: number }>(
          `SELECT count(*)::int AS items FROM record_content_item
           WHERE id >= uuid_v7_floor($1::timestamptz)
             AND id < uuid_v7_floor($1::timestamptz + interval '1 month')`,
          [first],
        )
        await insertRows(tx, 'record_erasure', [
          {
            id: this.ids.next(),
            scope_kind: 'month',
            reason: 'retention',
            legal_basis: 'retention',
            items: count?.items ?? 0,
            month,
            recorded_at: this.clock.now(),
          },
        ])
      })
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      // Words of the month are still kept, or somebody reads the table for longer than is worth waiting.
      if (code === 'AZ014' || code === '55P03') return false
      throw error
    }
  }
}
