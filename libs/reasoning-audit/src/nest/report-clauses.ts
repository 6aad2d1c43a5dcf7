import { Inject, Injectable } from '@nestjs/common'
import { uuidV7Floor } from '@assize/kernel'
import { Database } from '@assize/platform'
import { readRuleCodes, type PolicyVersion } from '@assize/policy'
import type { FiguresScope } from '@assize/verdict'
import { Conditions } from '@assize/verdict/nest'
import { citedIn, clauseOf, type Clause } from '../reports/clause-map.js'
import { ReportFigures } from './report-figures.js'

/** Traces are long: citations are counted in so many of the newest. */
const tracesRead = 500
const mostInvented = 50

export interface InventedClause {
  readonly code: string
  readonly verdicts: number
}

export interface ClauseMap {
  readonly clauses: readonly Clause[]
  /** Codes that the version does not define and its traces go by, of the newest verdicts with such a finding. */
  readonly invented: readonly InventedClause[]
  readonly tracesRead: number
  readonly verdicts: number
}

/** What the rules of one version do: what fires, is reasoned about, is overturned by people, is made up, or lies idle. */
@Injectable()
export class ReportClauses {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReportFigures) private readonly figures: ReportFigures,
  ) {}

  async map(version: PolicyVersion, scope: FiguresScope): Promise<ClauseMap> {
    const { policy, commit } = version
    const codes = codesOf(version)
    const [named, whole, overturned, traces, invented] = await Promise.all([
      this.figures.rowsBy('rule', scope, { policy, commit }),
      this.figures.ofVersion(scope, policy, commit),
      this.overturned(version, scope),
      this.newestTraces(version, scope),
      this.invented(version, scope),
    ])
    const cited = citedIn(
      traces,
      codes.map(({ code }) => code),
    )
    const byRule = new Map(named.map((row) => [row.value, row]))
    return {
      clauses: codes.map(({ code, title }) => {
        const { verdicts = 0, violates = 0, flagged = 0 } = byRule.get(code) ?? {}
        const counts = { named: verdicts, fired: violates, flagged }
        const overturns = overturned.get(code) ?? 0
        return clauseOf({ code, title, ...counts, overturned: overturns }, cited.get(code) ?? 0)
      }),
      invented,
      tracesRead: traces.length,
      verdicts: whole.verdicts,
    }
  }

  /** Corrections that nobody took back. */
  private async overturned(
    { policy, commit }: PolicyVersion,
    scope: FiguresScope,
  ): Promise<ReadonlyMap<string, number>> {
    const conditions = listedUnder(commit, scope)
    conditions.add('d.policy = ?', policy)
    conditions.add('d.id >= ?::uuid', uuidV7Floor(scope.since.getTime()))
    const rows = await this.database.query<{ rule: string; count: number }>(
      `SELECT r.rule, count(DISTINCT l.verdict_id)::int AS count FROM record_decision d
       JOIN verdict_listing l ON l.verdict_id = d.verdict_id
       CROSS JOIN LATERAL unnest(l.rules) AS r (rule)
       WHERE d.is_correction AND ${conditions.where}
         AND NOT EXISTS (SELECT FROM record_reversal x WHERE x.decision_id = d.id) GROUP BY 1`,
      conditions.values,
    )
    return new Map(rows.map(({ rule, count }) => [rule, count]))
  }

  private async newestTraces(
    { commit }: PolicyVersion,
    scope: FiguresScope,
  ): Promise<readonly string[]> {
    const { where, values } = listedUnder(commit, scope)
    const rows = await this.database.query<{ trace: string }>(
      `SELECT p.trace FROM (
         SELECT l.verdict_id FROM verdict_listing l WHERE ${where}
         ORDER BY l.decided_at DESC, l.verdict_id DESC LIMIT ${tracesRead}) n
       JOIN payload_verdict p ON p.verdict_id = n.verdict_id WHERE p.trace IS NOT NULL`,
      values,
    )
    return rows.map(({ trace }) => trace)
  }

  /** Codes are what a policy could define, not words of people; those that were erased are not counted. */
  private invented(
    { commit }: PolicyVersion,
    scope: FiguresScope,
  ): Promise<readonly InventedClause[]> {
    const conditions = listedUnder(commit, scope)
    conditions.add('l.finding_types && ?::text[]', ['unknown-rule'])
    return this.database.query<InventedClause>(
      `SELECT e ->> 'code' AS code, count(DISTINCT n.verdict_id)::int AS verdicts FROM (
         SELECT l.verdict_id, l.finding_set_id FROM verdict_listing l WHERE ${conditions.where}
         ORDER BY l.decided_at DESC, l.verdict_id DESC LIMIT ${tracesRead}) n
       JOIN record_finding_set s ON s.id = n.finding_set_id
       JOIN payload_finding_set p ON p.finding_set_id = s.id
       CROSS JOIN LATERAL jsonb_array_elements(s.findings) WITH ORDINALITY AS f (finding, number)
       CROSS JOIN LATERAL (SELECT p.evidence -> (f.number::int - 1) AS e) w
       WHERE f.finding ->> 'type' = 'unknown-rule' AND e ->> 'code' IS NOT NULL
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${mostInvented}`,
      conditions.values,
    )
  }
}

/** The manifest's rules; of a version that came without one, the codes that its text defines. */
function codesOf({ rules, text }: PolicyVersion): readonly { code: string; title: string }[] {
  if (rules.length > 0) return rules.map(({ code, title }) => ({ code, title }))
  return readRuleCodes(text).codes.map((code) => ({ code, title: '' }))
}

function listedUnder(commit: string, scope: FiguresScope): Conditions {
  const conditions = new Conditions()
  conditions.add('l.policy_commit = ?', commit)
  conditions.add('l.decided_at >= ?', scope.since)
  conditions.add('l.arm = ?', 'live')
  if (!scope.includeSimulated) conditions.add('l.simulated = ?', false)
  if (!scope.includeImported) conditions.add('l.source = ?', 'live')
  return conditions
}
