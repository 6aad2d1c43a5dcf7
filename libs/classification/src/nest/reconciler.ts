import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Clock, uuidV7Floor } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database } from '@assize/platform'
import { Recurring } from '@assize/platform/nest'
import { isWhole, type Reconciliation } from '../reconciliation.js'

const dayMs = 86_400_000
const windows = ['day', 'all'] as const
const soonestMs = 5_000
const latestMs = 60_000

/** A window that takes long to count is counted seldom: at most one part in twenty of the time goes into it. */
export const pauseAfter = (tookMs: number): number =>
  Math.min(latestMs, Math.max(soonestMs, 19 * tookMs))

interface Counts {
  readonly accepted: string
  readonly recorded: string
  readonly undetermined: string
  readonly pending: string
  readonly oldest: Date | null
  readonly shadowAccepted: string
  readonly shadowRecorded: string
  readonly shadowPending: string
}

/**
 * Counts what was accepted against what was recorded, from two sources that no single statement writes: the
 * classifications on one side, the verdicts on the record on the other.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Reconciler.name)
  private readonly rounds = windows.map(
    (window) =>
      new Recurring(Reconciler.name, {
        what: `the reconciliation of window ${window}`,
        work: () => this.reconcile(window),
        pauseMs: ({ tookMs }) => pauseAfter(tookMs),
      }),
  )

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    for (const rounds of this.rounds) rounds.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.rounds.map((rounds) => rounds.stop()))
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
      shadow: {
        accepted: BigInt(counts.shadowAccepted),
        recorded: BigInt(counts.shadowRecorded),
        pending: BigInt(counts.shadowPending),
      },
      longestPendingMs: counts.oldest ? now.getTime() - counts.oldest.getTime() : null,
      checkedAt: now,
    }
    await this.keep(reconciliation)
    if (!isWhole(reconciliation)) this.logger.error('the record is not whole', { window })
    return reconciliation
  }

  /** Listeners are told only of figures that differ from the last ones. */
  private async keep(r: Reconciliation): Promise<void> {
    const shadow = [r.shadow.accepted, r.shadow.recorded, r.shadow.pending]
    await this.database.transaction(async (tx) => {
      const before = await tx.query<{ figures: string }>(
        `SELECT concat_ws('/', accepted, recorded, undetermined, pending, shadow_accepted, shadow_recorded,
           shadow_pending) AS figures
         FROM reconciliation WHERE "window" = $1 FOR UPDATE`,
        [r.window],
      )
      const kept = await tx.query(
        `INSERT INTO reconciliation ("window", since, accepted, recorded, undetermined, pending, longest_pending_ms, checked_at,
           shadow_accepted, shadow_recorded, shadow_pending)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT ("window") DO UPDATE SET since = excluded.since,
           accepted = excluded.accepted, recorded = excluded.recorded, undetermined = excluded.undetermined,
           pending = excluded.pending, longest_pending_ms = excluded.longest_pending_ms, checked_at = excluded.checked_at,
           shadow_accepted = excluded.shadow_accepted, shadow_recorded = excluded.shadow_recorded,
           shadow_pending = excluded.shadow_pending
           WHERE reconciliation.checked_at <= excluded.checked_at RETURNING 1`,
        [
          r.window,
          r.since,
          r.accepted,
          r.recorded,
          r.undetermined,
          r.pending,
          r.longestPendingMs,
          r.checkedAt,
          ...shadow,
        ],
      )
      const figures = [r.accepted, r.recorded, r.undetermined, r.pending, ...shadow].join('/')
      // Another worker may have counted later and written first.
      if (kept.length > 0 && before[0]?.figures !== figures)
        await this.outbox.append(tx, [
          { type: 'reconciliation.changed', subject: r.window, payload: {} },
        ])
    })
  }
}

const counted = `mode NOT IN ('repeat', 'shadow')`
const countedVerdict = `v.source = 'live' AND v.arm NOT IN ('repeat', 'shadow')`
const fromVerdicts = 'FROM record_verdict v WHERE v.id >= $1::uuid'
const fromWork = 'FROM classification WHERE id >= $1::uuid'

// One snapshot: a verdict that commits between two statements would look like a loss.
const countSql = `
  SELECT
    (SELECT count(*) ${fromWork} AND ${counted}) AS accepted,
    (SELECT count(*) ${fromVerdicts} AND ${countedVerdict} AND v.outcome <> 'undetermined') AS recorded,
    (SELECT count(*) ${fromVerdicts} AND ${countedVerdict} AND v.outcome = 'undetermined') AS undetermined,
    (SELECT count(*) ${fromWork} AND state = 'pending' AND ${counted}) AS pending,
    (SELECT min(accepted_at) ${fromWork} AND state = 'pending' AND ${counted}) AS oldest,
    (SELECT count(*) ${fromWork} AND mode = 'shadow') AS "shadowAccepted",
    (SELECT count(*) ${fromVerdicts} AND v.source = 'live' AND v.arm = 'shadow') AS "shadowRecorded",
    (SELECT count(*) ${fromWork} AND state = 'pending' AND mode = 'shadow') AS "shadowPending"`
