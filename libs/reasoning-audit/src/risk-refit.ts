import type { RankedVerdict } from './gold-evaluation-queue.js'
import type { Finding } from './finding.js'
import { measureRisk, type RiskMetrics } from './risk-evaluation.js'
import { fitMoves } from './risk-fit.js'
import { historyScore, type RuleHistory } from './risk-history.js'
import { expandRow, toScale, type RiskModel } from './risk-model.js'
import { findingScore, riskOf } from './risk.js'

/** Real verdicts, the simulator's and imported ones never teach one another. */
export const riskPopulations = ['live', 'simulated', 'imported'] as const
export type RiskPopulation = (typeof riskPopulations)[number]

export const populationOf = (verdict: {
  readonly simulated: boolean
  readonly source: string
}): RiskPopulation =>
  verdict.simulated ? 'simulated' : verdict.source === 'import' ? 'imported' : 'live'

/** A verdict that a person decided about; wrong where the decision is a correction. */
export interface DecidedVerdict {
  readonly id: string
  readonly policy: string
  readonly rule: string
  readonly outcome: 'violates' | 'allowed'
  readonly wrong: boolean
  readonly decidedAt: Date
  readonly row: readonly number[]
  readonly findings: readonly Pick<Finding, 'type' | 'severity' | 'confidence'>[]
}

/** Fewer decisions than these move weights by chance. */
export const fewestDecisions = 200
export const fewestWrong = 30

export const canRefit = (count: { readonly decisions: number; readonly wrong: number }): boolean =>
  count.decisions >= fewestDecisions &&
  count.wrong >= fewestWrong &&
  count.decisions - count.wrong >= fewestWrong

export interface Refit {
  readonly model: RiskModel
  /** On the latest decisions, by weights fitted to the ones before them. */
  readonly metrics: RiskMetrics
  /** The shipped weights on the same decisions. */
  readonly shipped: RiskMetrics
  /** Ranks no worse than the shipped weights: it may be used. */
  readonly isBetter: boolean
}

/** This part of the decisions, the latest, is kept for measuring. */
const measuredPart = 0.3

/** Moves the shipped weights by what people decided, and says on later decisions whether that helped. */
export function refitRisk(
  decided: readonly DecidedVerdict[],
  shipped: RiskModel,
  version: string,
): Refit {
  const known = withHistory(decided)
  const split = Math.round(known.length * (1 - measuredPart))
  const later = known.slice(split)
  const metrics = measureRisk(rank(later, moved(known.slice(0, split), shipped, version)))
  const ofShipped = measureRisk(rank(later, shipped))
  return {
    model: moved(known, shipped, version),
    metrics,
    shipped: ofShipped,
    isBetter:
      metrics.auroc !== null && ofShipped.auroc !== null && metrics.auroc >= ofShipped.auroc,
  }
}

interface Known extends DecidedVerdict {
  readonly history: RuleHistory
}

/** In the order of their decisions, each with what had been decided of its rule until then. */
function withHistory(decided: readonly DecidedVerdict[]): Known[] {
  const histories = new Map<string, RuleHistory>()
  const inOrder = decided.toSorted(
    (a, b) => a.decidedAt.getTime() - b.decidedAt.getTime() || (a.id < b.id ? -1 : 1),
  )
  return inOrder.map((each) => {
    const key = historyKey(each.policy, each.rule)
    const history = histories.get(key) ?? { decisions: 0, overturned: 0 }
    histories.set(key, {
      decisions: history.decisions + 1,
      overturned: history.overturned + Number(each.wrong),
    })
    return { ...each, history }
  })
}

/** The first rule a verdict cites, or none. */
export const historyKey = (policy: string, rule: string): string => `${policy}\n${rule}`

const rank = (known: readonly Known[], model: RiskModel): RankedVerdict[] =>
  known.map(({ policy, wrong, ...grounds }) => ({ policy, wrong, risk: riskOf(grounds, model) }))

function moved(known: readonly Known[], shipped: RiskModel, version: string): RiskModel {
  const { means, deviations, weights, calibration, historyWeight } = shipped
  const base = weights.map((weight) => weight * calibration.slope)
  const { moves, intercept } = fitMoves(
    known.map(({ policy, wrong }) => ({ group: policy, wrong })),
    known.map(({ row, history, findings }) => {
      const columns = expandRow(row).map((value, i) =>
        toScale(value, means[i] ?? 0, deviations[i] ?? 1),
      )
      const past = historyScore(history)
      const read = columns.reduce((sum, value, i) => sum + value * (base[i] ?? 0), 0)
      return {
        columns: [...columns, past],
        score: read + findingScore(findings) + historyWeight * past,
      }
    }),
  )
  return {
    ...shipped,
    version,
    weights: base.map((weight, i) => short(weight + (moves[i] ?? 0))),
    calibration: { slope: 1, intercept: short(intercept) },
    historyWeight: short(Math.max(0, historyWeight + (moves.at(-1) ?? 0))),
  }
}

const short = (value: number): number => Number(value.toPrecision(6))
