import { Inject, Injectable, Logger } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { Recurring, RecurringWork } from '@assize/platform/nest'

const hourMs = 3_600_000
export const monthsAhead = 4

/** Makes the partitions of the months to come, and raises its voice when rows fell where no month was made. */
@Injectable()
export class PartitionKeeper extends RecurringWork {
  private readonly logger = new Logger(PartitionKeeper.name)
  protected readonly rounds = new Recurring(PartitionKeeper.name, {
    what: 'making partitions ahead',
    work: () => this.work(),
    pauseMs: () => 6 * hourMs,
  })

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super()
  }

  /** Answers the partitions that should be empty and are not. */
  async work(): Promise<readonly string[]> {
    const now = this.clock.now()
    const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsAhead, 1))
    await this.database.query('SELECT ensure_partitions($1, $2)', [now, last])
    const strays = await strayPartitions(this.database)
    if (strays.length > 0)
      this.logger.error(
        `rows lie outside every month, in ${strays.join(', ')}: they are neither pruned nor retired`,
      )
    return strays
  }
}

/** By size, since the application may not read partitions themselves; one emptied by hand shrinks with its vacuum. */
export async function strayPartitions(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
     WHERE c.relname ~ '_default$' AND c.relkind = 'r' AND pg_relation_size(c.oid) > 0 ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}
