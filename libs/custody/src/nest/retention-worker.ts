import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Clock } from '@assize/kernel'
import type { Sql } from '@assize/platform'
import { Recurring } from '@assize/platform/nest'
import { keptUntil, youngestErasable, type JudgedUnder, type RetentionRule } from '../retention.js'
import { EraserDatabase } from './eraser-database.js'
import { Eraser, type ErasureOrder } from './eraser.js'
import { MonthsPast } from './months-past.js'
import { RetentionRules } from './retention-rules.service.js'

const dayMs = 86_400_000
const firstAfterMs = 5 * 60_000
const itemsPerStep = 500

interface Candidate {
  readonly id: string
  readonly recordedAt: Date
  /** Somebody still works on it: an undecided case, an unanswered appeal, a verdict to come. */
  readonly open: boolean
  readonly verdicts: readonly { policy: string; outcome: string; at: string }[]
}

const order: ErasureOrder = {
  requestId: null,
  scopeKind: 'retention',
  reason: 'retention',
  legalBasis: 'retention',
  requestedBy: null,
  executedBy: null,
}

/** Once a day, the words whose time is over go: in bounded steps, oldest first, past what is held or still worked on. */
@Injectable()
export class RetentionWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RetentionWorker.name)
  private stopping = false
  private readonly rounds = new Recurring(RetentionWorker.name, {
    what: 'erasing words whose time is over',
    work: () => this.work(),
    pauseMs: () => dayMs,
    firstAfterMs,
  })

  constructor(
    @Inject(EraserDatabase) private readonly eraserDatabase: EraserDatabase,
    @Inject(Eraser) private readonly eraser: Eraser,
    @Inject(RetentionRules) private readonly rules: RetentionRules,
    @Inject(MonthsPast) private readonly months: MonthsPast,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.eraserDatabase.isAvailable) this.rounds.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true
    await this.rounds.stop()
  }

  /** Answers how many items lost their words. */
  async work(): Promise<number> {
    const rules = await this.rules.list()
    let erased = 0
    let after: string | null = null
    while (!this.stopping) {
      const step: Step = await this.step(rules, after)
      erased += step.erased
      after = step.after
      if (after === null) break
    }
    if (erased > 0) this.logger.log(`the words of ${erased} content items were erased by retention`)
    if (!this.stopping) await this.months.retire(rules)
    return erased
  }

  private step(rules: readonly RetentionRule[], after: string | null): Promise<Step> {
    const now = this.clock.now()
    return this.eraserDatabase.open().transaction(async (tx) => {
      const candidates = await this.candidates(tx, youngestErasable(rules, now), after)
      const due = candidates.filter(
        (item) =>
          !item.open &&
          keptUntil(rules, { recordedAt: item.recordedAt, verdicts: item.verdicts.map(judged) }) <=
            now,
      )
      const { items } = await this.eraser.eraseUnheld(
        tx,
        order,
        due.map(({ id }) => id),
      )
      const last = candidates.length < itemsPerStep ? null : (candidates.at(-1)?.id ?? null)
      return { erased: items, after: last }
    })
  }

  /** Items that still have words and came on the record before `before`, in the order of their ids. */
  private candidates(tx: Sql, before: Date, after: string | null): Promise<readonly Candidate[]> {
    return tx.query<Candidate>(
      `SELECT i.id, i.recorded_at AS "recordedAt",
         EXISTS (SELECT FROM review_case c WHERE c.content_item_id = i.id AND c.state <> 'decided')
         OR EXISTS (SELECT FROM classification c WHERE c.content_item_id = i.id AND c.state = 'pending')
         OR EXISTS (SELECT FROM record_appeal a WHERE a.content_item_id = i.id
              AND NOT EXISTS (SELECT FROM record_appeal_decision d WHERE d.appeal_id = a.id)) AS open,
         coalesce((SELECT json_agg(json_build_object('policy', v.policy, 'outcome', v.outcome, 'at', v.recorded_at))
           FROM record_verdict v WHERE v.content_item_id = i.id), '[]') AS verdicts
       FROM (SELECT p.content_item_id AS id FROM payload_content_item p
             WHERE ($2::uuid IS NULL OR p.content_item_id > $2::uuid)
               AND p.content_item_id < uuid_v7_floor($1::timestamptz)
             ORDER BY 1 LIMIT ${itemsPerStep}) n
       JOIN record_content_item i ON i.id = n.id ORDER BY i.id`,
      [before, after],
    )
  }
}

interface Step {
  readonly erased: number
  readonly after: string | null
}

const judged = ({ policy, outcome, at }: Candidate['verdicts'][number]): JudgedUnder => ({
  policy,
  outcome,
  recordedAt: new Date(at),
})
