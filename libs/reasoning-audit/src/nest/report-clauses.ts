import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import { readRuleCodes, type PolicyVersion } from '@assize/policy'
import type { FiguresScope } from '@assize/verdict'
import type { Conditions } from '@assize/verdict/nest'
import { citedIn, clauseOf, type Clause } from '../reports/clause-map.js'
import { ReportFigures } from './report-figures.js'
import { citedUndefined, listedIn, overturnedRules } from './rule-figures.js'

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
      overturnedRules(this.database, scope, [policy], commit),
      this.newestTraces(version, scope),
      citedUndefined(this.database, scope, [policy], commit),
    ])
    const cited = citedIn(
      traces,
      codes.map(({ code }) => code),
    )
    const overturns = new Map(overturned.map(({ rule, verdicts }) => [rule, verdicts]))
    const byRule = new Map(named.map((row) => [row.value, row]))
    return {
      clauses: codes.map(({ code, title }) => {
        const { verdicts = 0, violates = 0, flagged = 0 } = byRule.get(code) ?? {}
        const counts = { named: verdicts, fired: violates, flagged }
        const known = { code, title, ...counts, overturned: overturns.get(code) ?? 0 }
        return clauseOf(known, cited.get(code) ?? 0)
      }),
      invented: invented
        .slice(0, mostInvented)
        .map(({ rule, verdicts }) => ({ code: rule, verdicts })),
      tracesRead: traces.length,
      verdicts: whole.verdicts,
    }
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
}

/** The manifest's rules; of a version that came without one, the codes that its text defines. */
function codesOf({ rules, text }: PolicyVersion): readonly { code: string; title: string }[] {
  if (rules.length > 0) return rules.map(({ code, title }) => ({ code, title }))
  return readRuleCodes(text).codes.map((code) => ({ code, title: '' }))
}

function listedUnder(commit: string, scope: FiguresScope): Conditions {
  const conditions = listedIn(scope)
  conditions.add('l.policy_commit = ?', commit)
  return conditions
}
