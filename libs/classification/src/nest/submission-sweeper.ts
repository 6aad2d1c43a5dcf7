import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { Recurring, RecurringWork } from '@assize/platform/nest'

const hourMs = 3_600_000
const keptForMs = 30 * 24 * hourMs
const most = 10_000

/** Forgets idempotency keys after thirty days. */
@Injectable()
export class SubmissionSweeper extends RecurringWork {
  protected readonly rounds = new Recurring<number>(SubmissionSweeper.name, {
    what: 'forgetting old idempotency keys',
    work: () => this.sweep(),
    pauseMs: ({ answer }) => (answer === most ? 0 : hourMs),
  })

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super()
  }

  /** Answers how many were forgotten, a bounded number at a time. */
  async sweep(): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM submission WHERE (caller, idempotency_key) IN (
         SELECT caller, idempotency_key FROM submission WHERE created_at < $1
         ORDER BY created_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
       RETURNING 1`,
      [new Date(this.clock.now().getTime() - keptForMs)],
    )
    return rows.length
  }
}
