import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import type { RankedVerdict } from '../gold-evaluation-queue.js'
import { riskFeatureNames } from '../risk-features.js'
import type { DecidedVerdict, RiskPopulation } from '../risk-refit.js'
import { decidedVerdicts } from './risk-models.js'

export interface DecisionCount {
  readonly decisions: number
  readonly wrong: number
  /** Those after an instant, or all. */
  readonly fresh: number
}

/** The latest; older ones say little of how verdicts go wrong today. */
const mostDecisions = 20_000

/** Verdicts that people decided about, with the numbers their risk was read from: no words are needed, erased or not. */
@Injectable()
export class RiskDecisions {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Those that weights can be fitted to. */
  async count(population: RiskPopulation, since: Date | null = null): Promise<DecisionCount> {
    const [count] = await this.database.query<DecisionCount>(
      `SELECT count(*)::int AS decisions, count(*) FILTER (WHERE is_correction)::int AS wrong,
              count(*) FILTER (WHERE $3::timestamptz IS NULL OR d.recorded_at > $3)::int AS fresh
       FROM (${decidedVerdicts}) d ${withFirstSet} WHERE ${isUsable}`,
      [population, riskFeatureNames.length, since],
    )
    return count ?? { decisions: 0, wrong: 0, fresh: 0 }
  }

  list(population: RiskPopulation): Promise<readonly DecidedVerdict[]> {
    return this.database.query<DecidedVerdict>(
      `SELECT d.id, d.policy, d.rule, d.outcome, d.is_correction AS wrong, d.recorded_at AS "decidedAt",
              s.risk_row AS row, s.findings
       FROM (${decidedVerdicts}) d ${withFirstSet} WHERE ${isUsable}
       ORDER BY d.recorded_at DESC, d.id DESC LIMIT ${mostDecisions}`,
      [population, riskFeatureNames.length],
    )
  }

  /** As their risk stood when they were recorded, whatever told it. */
  ranked(population: RiskPopulation): Promise<readonly RankedVerdict[]> {
    return this.database.query<RankedVerdict>(
      `SELECT d.policy, d.is_correction AS wrong, s.risk::float8 AS risk FROM (${decidedVerdicts}) d ${withFirstSet}
       ORDER BY d.recorded_at DESC, d.id DESC LIMIT ${mostDecisions}`,
      [population],
    )
  }
}

const withFirstSet = `CROSS JOIN LATERAL (
  SELECT risk, risk_row, findings FROM record_finding_set f WHERE f.verdict_id = d.verdict_id ORDER BY f.id LIMIT 1) s`

const isUsable = `cardinality(s.risk_row) = $2 AND d.outcome <> 'undetermined'`
