import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { CostlyAnswers, type FiguresScope } from '@assize/verdict'
import { Conditions } from '@assize/verdict/nest'
import type {
  FindingCut,
  FindingReport,
  ReportPart,
  ReportRow,
  TypeCount,
} from '../reports/finding-report.js'

const mostRows = 100

const columns: Readonly<Record<FindingCut | 'day' | 'all', string>> = {
  policy: 'd.policy',
  rule: 'd.rule',
  version: "d.policy || '@' || d.policy_commit",
  model: 'd.model',
  endpoint: 'd.endpoint',
  effort: 'd.effort',
  language: 'd.language',
  day: 'd.day::text',
  all: "''",
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
    const [[total], days, rows] = await Promise.all([
      this.rowsBy('all', scope, part),
      this.rowsBy('day', scope, part),
      this.rowsBy(by, scope, part),
    ])
    return {
      total: total ?? nothing,
      days: days.toSorted((a, b) => (a.value < b.value ? -1 : 1)),
      rows: rows.slice(0, mostRows),
    }
  }

  /** Of one version, all that was counted. */
  async ofVersion(scope: FiguresScope, policy: string, commit: string): Promise<ReportRow> {
    const [row] = await this.rowsBy('all', scope, { policy, commit })
    return row ?? nothing
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
    const { where, values } = countedDays(scope, part)
    const table = by === 'rule' ? 'rule_day' : 'verdict_day'
    return this.answers.get([by, where, ...values], () =>
      this.database.query<ReportRow>(
        `WITH d AS (SELECT ${columns[by]} AS value, d.verdicts, d.violates, d.undetermined, d.flagged, d.findings
           FROM ${table} d WHERE ${where}),
         f AS (SELECT value, jsonb_agg(jsonb_build_object('type', type, 'verdicts', n, 'hard', hard) ORDER BY n DESC, type) AS findings
           FROM (SELECT d.value, e.key AS type, sum((e.value ->> 0)::int)::int AS n, sum((e.value ->> 1)::int)::int AS hard
             FROM d CROSS JOIN LATERAL jsonb_each(d.findings) e GROUP BY 1, 2) t GROUP BY 1)
         SELECT v.*, coalesce(f.findings, '[]') AS findings FROM (
           SELECT value, sum(verdicts)::int AS verdicts, sum(violates)::int AS violates,
             sum(undetermined)::int AS undetermined, sum(flagged)::int AS flagged
           FROM d GROUP BY 1) v LEFT JOIN f USING (value)
         ORDER BY v.verdicts DESC, v.value LIMIT 400`,
        values,
      ),
    )
  }
}

const noFindings: readonly TypeCount[] = []
const nothing: ReportRow = {
  ...{ value: '', verdicts: 0, violates: 0, undetermined: 0, flagged: 0 },
  findings: noFindings,
}

function countedDays(scope: FiguresScope, { policy, commit }: ReportPart): Conditions {
  const conditions = new Conditions()
  conditions.add('d.day >= ?::date', scope.since.toISOString().slice(0, 10))
  if (!scope.includeSimulated) conditions.add('d.simulated = ?', false)
  if (!scope.includeImported) conditions.add('d.source = ?', 'live')
  if (policy) conditions.add('d.policy = ?', policy)
  if (commit) conditions.add('d.policy_commit = ?', commit)
  return conditions
}
