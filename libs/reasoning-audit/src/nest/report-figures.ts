import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { CostlyAnswers, type FiguresScope } from '@assize/verdict'
import { Conditions } from '@assize/verdict/nest'
import {
  totalOf,
  type FindingCut,
  type FindingReport,
  type ReportPart,
  type ReportRow,
} from '../reports/finding-report.js'

const mostRows = 100

/** Days are counted once in all and once by each value of a cut; policies and versions are told of either way. */
const counted: Readonly<Record<FindingCut | 'day' | 'all', { cut: string; value: string }>> = {
  policy: { cut: 'all', value: 'policy' },
  rule: { cut: 'rule', value: 'value' },
  version: { cut: 'all', value: "policy || '@' || policy_commit" },
  model: { cut: 'model', value: 'value' },
  endpoint: { cut: 'endpoint', value: 'value' },
  effort: { cut: 'effort', value: 'value' },
  language: { cut: 'language', value: 'value' },
  day: { cut: 'all', value: 'day::text' },
  all: { cut: 'all', value: 'value' },
}

/** Findings by day and by every cut, from the days as they were counted: what it takes does not grow with verdicts. */
@Injectable()
export class ReportFigures {
  private readonly answers: CostlyAnswers<readonly ReportRow[]>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) clock: Clock,
  ) {
    this.answers = new CostlyAnswers(clock)
  }

  async report(scope: FiguresScope, part: ReportPart, by: FindingCut): Promise<FindingReport> {
    const [days, rows] = await Promise.all([
      this.rowsBy('day', scope, part),
      this.rowsBy(by, scope, part),
    ])
    return {
      total: totalOf(days),
      days: days.toSorted((a, b) => (a.value < b.value ? -1 : 1)),
      rows: rows.slice(0, mostRows),
    }
  }

  /** Of one version, all that was counted. */
  async ofVersion(scope: FiguresScope, policy: string, commit: string): Promise<ReportRow> {
    return totalOf(await this.rowsBy('all', scope, { policy, commit }))
  }

  /** Whether days still wait to be counted. */
  async isBehind(): Promise<boolean> {
    const [row] = await this.database.query<{ behind: boolean }>(
      'SELECT EXISTS (SELECT FROM finding_day_due) AS behind',
    )
    return row?.behind ?? false
  }

  /** Those with most verdicts first. */
  rowsBy(
    by: FindingCut | 'day' | 'all',
    scope: FiguresScope,
    part: ReportPart,
  ): Promise<readonly ReportRow[]> {
    const { cut, value } = counted[by]
    const { where, values } = countedDays(cut, scope, part)
    return this.answers.get([by, where, ...values], () =>
      this.database.query<ReportRow>(
        `WITH v AS (
           SELECT ${value} AS value, sum(verdicts)::int AS verdicts, sum(violates)::int AS violates,
             sum(undetermined)::int AS undetermined, sum(flagged)::int AS flagged
           FROM finding_day WHERE ${where} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 400),
         t AS (
           SELECT ${value} AS value, type, sum(verdicts)::int AS verdicts, sum(hard)::int AS hard
           FROM finding_type_day WHERE ${where} GROUP BY 1, 2),
         f AS (
           SELECT value, jsonb_agg(jsonb_build_object('type', type, 'verdicts', verdicts, 'hard', hard)
             ORDER BY verdicts DESC, type) AS findings FROM t GROUP BY 1)
         SELECT v.*, coalesce(f.findings, '[]') AS findings FROM v LEFT JOIN f USING (value)
         ORDER BY v.verdicts DESC, v.value`,
        values,
      ),
    )
  }
}

function countedDays(cut: string, scope: FiguresScope, { policy, commit }: ReportPart): Conditions {
  const conditions = new Conditions()
  conditions.add('cut = ?', cut)
  conditions.add('day >= ?::date', scope.since.toISOString().slice(0, 10))
  if (!scope.includeSimulated) conditions.add('simulated = ?', false)
  if (!scope.includeImported) conditions.add('source = ?', 'live')
  if (policy) conditions.add('policy = ?', policy)
  if (commit) conditions.add('policy_commit = ?', commit)
  return conditions
}
