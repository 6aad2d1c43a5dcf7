import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { dueSoonMs } from '../case-priority.js'

export interface QueueFigures {
  readonly name: string
  readonly policy: string
  readonly waiting: number
  readonly leased: number
  readonly escalated: number
  readonly dueSoon: number
  readonly overdue: number
  readonly oldestAt: Date | null
}

/** What stands in each queue now. A queue that was worked off stays listed. */
@Injectable()
export class QueueBoard {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** By name. Reads open cases alone, however many were ever decided: the names are jumped to by index. */
  list(): Promise<readonly QueueFigures[]> {
    const now = this.clock.now()
    return this.database.query<QueueFigures>(
      `WITH RECURSIVE known AS (
         (SELECT queue FROM review_case ORDER BY queue LIMIT 1)
         UNION ALL
         SELECT (SELECT c.queue FROM review_case c WHERE c.queue > k.queue ORDER BY c.queue LIMIT 1)
         FROM known k WHERE k.queue IS NOT NULL
       ), open AS (
         SELECT queue,
           count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
           count(*) FILTER (WHERE state = 'leased')::int AS leased,
           count(*) FILTER (WHERE state = 'escalated')::int AS escalated,
           count(*) FILTER (WHERE due_at >= $1 AND due_at < $2)::int AS soon,
           count(*) FILTER (WHERE due_at < $1)::int AS overdue,
           min(opened_at) AS oldest
         FROM review_case WHERE state <> 'decided' GROUP BY queue
       )
       SELECT k.queue AS name, k.queue AS policy, coalesce(o.waiting, 0) AS waiting,
         coalesce(o.leased, 0) AS leased, coalesce(o.escalated, 0) AS escalated,
         coalesce(o.soon, 0) AS "dueSoon", coalesce(o.overdue, 0) AS overdue, o.oldest AS "oldestAt"
       FROM known k LEFT JOIN open o ON o.queue = k.queue WHERE k.queue IS NOT NULL ORDER BY k.queue`,
      [now, new Date(now.getTime() + dueSoonMs)],
    )
  }
}
