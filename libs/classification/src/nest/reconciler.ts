import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { Clock, uuidV7Floor } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database } from '@assize/platform'
import { isWhole, type Reconciliation } from '../reconciliation.js'

const dayMs = 86_400_000
const windows = [
  { window: 'day', everyMs: 5_000 },
  { window: 'all', everyMs: 60_000 },
] as const

interface Counts {
  readonly accepted: string
  readonly recorded: string
  readonly undetermined: string
  readonly pending: string
  readonly oldest: Date | null
}

/**
 * Counts what was accepted against what was recorded, from two sources that no single statement writes: the
 * classifications on one side, the verdicts on the record on the other.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Reconciler.name)
  private timers: NodeJS.Timeout[] = []

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timers = windows.map(({ window, everyMs }) => {
      const run = (): void => {
        this.reconcile(window).catch(() =>
          this.logger.error('a reconciliation failed and is tried again'),
        )
      }
      run()
      return setInterval(run, everyMs)
    })
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer)
  }

  async reconcile(window: Reconciliation['window']): Promise<Reconciliation> {
    const now = this.clock.now()
    const since = new Date(window === 'day' ? now.getTime() - dayMs : 0)
    const [counts] = await this.database.query<Counts>(countSql, [uuidV7Floor(since.getTime())])
    if (!counts) throw new Error('counting gave no row')
    const reconciliation: Reconciliation = {
      window,
      since,
      accepted: BigInt(counts.accepted),
      recorded: BigInt(counts.recorded),
      undetermined: BigInt(counts.undetermined),
      pending: BigInt(counts.pending),
      longestPendingMs: counts.oldest ? now.getTime() - counts.oldest.getTime() : null,
      checkedAt: now,
    }
    await this.keep(reconciliation)
    if (!isWhole(reconciliation)) this.logger.error('the record is not whole', { window })
    return reconciliation
  }

  private async keep(r: Reconciliation): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await tx.query<{ figures: string }>(
        `SELECT concat_ws('/', accepted, recorded, undetermined, pending) AS figures
         FROM reconciliation WHERE "window" = $1 FOR UPDATE`,
        [r.window],
      )
      await tx.query(
        `INSERT INTO reconciliation ("window", since, accepted, recorded, undetermined, pending, longest_pending_ms, checked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ("window") DO UPDATE SET since = excluded.since,
           accepted = excluded.accepted, recorded = excluded.recorded, undetermined = excluded.undetermined,
           pending = excluded.pending, longest_pending_ms = excluded.longest_pending_ms, checked_at = excluded.checked_at`,
        [
          r.window,
          r.since,
          r.accepted,
          r.recorded,
          r.undetermined,
          r.pending,
          r.longestPendingMs,
          r.checkedAt,
        ],
      )
      const figures = [r.accepted, r.recorded, r.undetermined, r.pending].join('/')
      if (before[0]?.figures !== figures)
        await this.outbox.append(tx, [
          { type: 'reconciliation.changed', subject: r.window, payload: {} },
        ])
    })
  }
}

// One snapshot: a verdict that commits between two statements would look like a loss.
const countSql = `
  SELECT
    (SELECT count(*) FROM classification WHERE id >= $1::uuid) AS accepted,
    (SELECT count(*) FROM record_verdict v WHERE v.id >= $1::uuid AND v.source = 'live' AND v.outcome <> 'undetermined') AS recorded,
    (SELECT count(*) FROM record_verdict v WHERE v.id >= $1::uuid AND v.source = 'live' AND v.outcome = 'undetermined') AS undetermined,
    (SELECT count(*) FROM classification WHERE id >= $1::uuid AND state = 'pending') AS pending,
    (SELECT min(accepted_at) FROM classification WHERE id >= $1::uuid AND state = 'pending') AS oldest`
