import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import type { DayCount, FiguresScope } from '../verdict-figures.js'
import { Conditions } from './verdict-conditions.js'
import type { Count } from './verdict-facets.js'
import type { Scope } from './verdict-scope.js'

const dayMs = 86_400_000

export interface PolicyCounts {
  readonly verdicts: number
  readonly flagged: number
  readonly violates: number
}

/** Counts over time from the listing, each within bounds of time that its index knows. */
@Injectable()
export class VerdictFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  byDay(figures: FiguresScope, reader: Scope | null): Promise<readonly DayCount[]> {
    const { where, values } = decidedSince(figures.since, figures, reader)
    return this.database.query<DayCount>(
      `SELECT date_trunc('day', l.decided_at, 'UTC') AS at, l.policy, l.outcome,
              count(*)::int AS verdicts, (count(*) FILTER (WHERE l.flagged))::int AS flagged
       FROM verdict_listing l WHERE ${where} GROUP BY 1, 2, 3`,
      values,
    )
  }

  /** Why nothing was determined in the last 24 hours, the most frequent reason first. */
  undeterminedReasons(figures: FiguresScope, reader: Scope | null): Promise<readonly Count[]> {
    const since = new Date(this.clock.now().getTime() - dayMs)
    const { where, values } = decidedSince(since, figures, reader)
    return this.database.query<Count>(
      `SELECT v.undetermined_reason AS value, count(*)::int AS count
       FROM verdict_listing l JOIN record_verdict v ON v.id = l.verdict_id
       WHERE ${where} AND l.outcome = 'undetermined' GROUP BY 1 ORDER BY 2 DESC, 1`,
      values,
    )
  }

  async byPolicy(
    policies: readonly string[],
    figures: FiguresScope,
    reader: Scope | null,
  ): Promise<ReadonlyMap<string, PolicyCounts>> {
    const conditions = decidedSince(figures.since, figures, reader)
    conditions.add('l.policy = ANY(?::text[])', policies)
    const rows = await this.database.query<PolicyCounts & { policy: string }>(
      `SELECT l.policy, count(*)::int AS verdicts,
              (count(*) FILTER (WHERE l.flagged))::int AS flagged,
              (count(*) FILTER (WHERE l.outcome = 'violates'))::int AS violates
       FROM verdict_listing l WHERE ${conditions.where} GROUP BY 1`,
      conditions.values,
    )
    return new Map(rows.map(({ policy, ...counts }) => [policy, counts]))
  }
}

function decidedSince(since: Date, figures: FiguresScope, reader: Scope | null): Conditions {
  const conditions = countedIn(figures, reader)
  conditions.add('l.decided_at >= ?', since)
  return conditions
}

/**
 * Which rows of `verdict_listing l` any figure counts, whenever decided. Shadow and canary verdicts are no figures of
 * the live product.
 */
export function countedIn(figures: FiguresScope, reader: Scope | null): Conditions {
  const conditions = new Conditions()
  conditions.add('l.arm = ?', 'live')
  if (!figures.includeSimulated) conditions.add('l.simulated = ?', false)
  if (!figures.includeImported) conditions.add('l.source = ?', 'live')
  if (reader) conditions.add(reader.condition, reader.readerId)
  return conditions
}
