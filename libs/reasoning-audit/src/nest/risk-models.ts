import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database, insertRows, type Sql } from '@assize/platform'
import type { RiskMetrics } from '../risk-evaluation.js'
import { riskFeaturesVersion } from '../risk-features.js'
import type { RuleHistory } from '../risk-history.js'
import type { RiskModel } from '../risk-model.js'
import { historyKey, type RiskPopulation } from '../risk-refit.js'
import { shippedRiskModel } from '../risk-weights.js'

/** Weights fitted to decisions, as they went on the record. */
export interface RecordedRiskModel {
  readonly id: string
  readonly version: string
  readonly population: RiskPopulation
  readonly taken: boolean
  readonly decisions: number
  /** Of the rows it was fitted to. */
  readonly dataSha256: string
  readonly model: RiskModel
  readonly metrics: RiskMetrics
  readonly shippedMetrics: RiskMetrics
  /** Null where it was time. */
  readonly askedBy: string | null
  readonly recordedAt: Date
}

export interface RiskInUse {
  readonly model: RiskModel
  /** By policy and rule, see `historyKey`. */
  readonly histories: ReadonlyMap<string, RuleHistory>
}

/** What was fitted or decided meanwhile is not missed for longer. */
const keptMs = 30_000
const listed = 50

/** The weights in use and how people decided under each rule; read twice a minute at most. */
@Injectable()
export class RiskModels {
  private readonly kept = new Map<RiskPopulation, { until: number; inUse: Promise<RiskInUse> }>()

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async inUse(population: RiskPopulation): Promise<RiskInUse> {
    const now = this.clock.now().getTime()
    const kept = this.kept.get(population)
    if (kept && kept.until > now) return kept.inUse
    const inUse = this.read(population)
    this.kept.set(population, { until: now + keptMs, inUse })
    inUse.catch(() => this.kept.delete(population))
    return inUse
  }

  /** Newest first, the latest 50, those not taken into use among them. */
  list(population: RiskPopulation): Promise<readonly RecordedRiskModel[]> {
    return this.database.query<RecordedRiskModel>(
      `SELECT ${columns} FROM record_risk_model WHERE population = $1 ORDER BY id DESC LIMIT ${listed}`,
      [population],
    )
  }

  async newestTaken(population: RiskPopulation): Promise<RecordedRiskModel | undefined> {
    const rows = await this.database.query<RecordedRiskModel>(
      `SELECT ${columns} FROM record_risk_model WHERE population = $1 AND taken ORDER BY id DESC LIMIT 1`,
      [population],
    )
    // Weights for other columns than today's mean nothing.
    return rows.find(({ model }) => model.featuresVersion === riskFeaturesVersion)
  }

  async exists(id: string): Promise<boolean> {
    const rows = await this.database.query('SELECT FROM record_risk_model WHERE id = $1::uuid', [
      id,
    ])
    return rows.length > 0
  }

  async record(tx: Sql, row: RecordedRiskModel): Promise<void> {
    await insertRows(tx, 'record_risk_model', [
      {
        ...{ id: row.id, version: row.version, population: row.population, taken: row.taken },
        ...{ decisions: row.decisions, data_sha256: row.dataSha256, model: row.model },
        ...{ metrics: row.metrics, shipped_metrics: row.shippedMetrics },
        ...{ asked_by: row.askedBy, recorded_at: row.recordedAt },
      },
    ])
    this.kept.delete(row.population)
  }

  private async read(population: RiskPopulation): Promise<RiskInUse> {
    const [taken, counts] = await Promise.all([
      this.newestTaken(population),
      this.database.query<RuleHistory & { policy: string; rule: string }>(historySql, [population]),
    ])
    return {
      model: taken?.model ?? shippedRiskModel,
      histories: new Map(
        counts.map(({ policy, rule, decisions, overturned }) => [
          historyKey(policy, rule),
          { decisions, overturned },
        ]),
      ),
    }
  }
}

const columns = `id, version, population, taken, decisions, data_sha256 AS "dataSha256", model, metrics,
  shipped_metrics AS "shippedMetrics", asked_by AS "askedBy", recorded_at AS "recordedAt"`

/** The newest decision about a verdict counts, none that was taken back. */
export const decidedVerdicts = `
  SELECT DISTINCT ON (d.verdict_id) d.id, d.verdict_id, d.policy, d.is_correction, d.recorded_at, v.outcome,
    coalesce(v.rules[1], '') AS rule
  FROM record_decision d JOIN record_verdict v ON v.id = d.verdict_id
  WHERE NOT EXISTS (SELECT FROM record_reversal r WHERE r.decision_id = d.id)
    AND CASE WHEN v.simulated THEN 'simulated' WHEN v.source = 'import' THEN 'imported' ELSE 'live' END = $1
  ORDER BY d.verdict_id, d.id DESC`

const historySql = `
  SELECT policy, rule, count(*)::int AS decisions, count(*) FILTER (WHERE is_correction)::int AS overturned
  FROM (${decidedVerdicts}) d GROUP BY policy, rule`
