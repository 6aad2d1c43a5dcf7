import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { CostlyAnswers } from '../costly-answers.js'
import type { DayCount, FiguresScope } from '../verdict-figures.js'
import { Conditions } from './conditions.js'
import type { Count } from './verdict-facets.js'
import type { Scope } from './verdict-reader.js'

const dayMs = 86_400_000

export interface PolicyCounts {
  readonly verdicts: number
  readonly flagged: number
  readonly violates: number
}

/**
 * Counts over time from the listing, each within bounds of time that its index knows. What takes long to count is
 * counted once for all who ask soon after.
 */
@Injectable()
export class VerdictFigures {
  private readonly days: CostlyAnswers<readonly DayCount[]>
  private readonly policies: CostlyAnswers<ReadonlyMap<string, PolicyCounts>>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.days = new CostlyAnswers(clock)
    this.policies = new CostlyAnswers(clock)
  }

  byDay(figures: FiguresScope, reader: Scope | null): Promise<readonly DayCount[]> {
    const { where, values } = decidedSince(figures.since, figures, reader)
    const count = () =>
      this.database.query<DayCount>(
        `SELECT day::timestamp AT TIME ZONE 'UTC' AS at, policy, outcome, verdicts, flagged FROM (
           SELECT (l.decided_at AT TIME ZONE 'UTC')::date AS day, l.policy, l.outcome,
                  count(*)::int AS verdicts, (count(*) FILTER (WHERE l.flagged))::int AS flagged
           FROM verdict_listing l WHERE ${where} GROUP BY 1, 2, 3) AS days`,
        values,
      )
    return this.days.get([where, ...values], count)
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

  byPolicy(
    policies: readonly string[],
    figures: FiguresScope,
    reader: Scope | null,
  ): Promise<ReadonlyMap<string, PolicyCounts>> {
    const conditions = decidedSince(figures.since, figures, reader)
    conditions.add('l.policy = ANY(?::text[])', policies)
    const { where, values } = conditions
    return this.policies.get([where, ...values], () => this.countByPolicy(conditions))
  }

  private async countByPolicy({
    where,
    values,
  }: Conditions): Promise<ReadonlyMap<string, PolicyCounts>> {
    const rows = await this.database.query<PolicyCounts & { policy: string }>(
      `SELECT l.policy, count(*)::int AS verdicts,
              (count(*) FILTER (WHERE l.flagged))::int AS flagged,
              (count(*) FILTER (WHERE l.outcome = 'violates'))::int AS violates
       FROM verdict_listing l WHERE ${where} GROUP BY 1`,
      values,
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
