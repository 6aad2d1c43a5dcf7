import type { Outcome } from '@assize/policy'
import type { Finding } from './finding.js'
import { historyScore, type RuleHistory } from './risk-history.js'
import { logistic, scoreOf, type RiskModel } from './risk-model.js'
import { shippedRiskModel } from './risk-weights.js'

/** What a risk is told from. */
export interface RiskGrounds {
  /** In the order of `riskFeatureNames`; undefined where there is too little trace to read anything from. */
  readonly row: readonly number[] | undefined
  readonly outcome: Outcome
  readonly findings: readonly Pick<Finding, 'type' | 'severity' | 'confidence'>[]
  readonly history?: RuleHistory | undefined
}

/**
 * The chance that a verdict is wrong, 0 to 1. It ranks what people look at; nothing is decided or flagged by it. An
 * undetermined outcome is 0.9 or more, since it leaves everything open.
 */
export function riskOf(
  { row, outcome, findings, history }: RiskGrounds,
  model: RiskModel = shippedRiskModel,
): number {
  const { slope, intercept } = model.calibration
  const read = row ? scoreOf(model, row) : 0
  const score =
    slope * read + intercept + findingScore(findings) + model.historyWeight * historyScore(history)
  const chance = logistic(score)
  const risk = outcome === 'undetermined' ? 0.9 + chance / 10 : chance
  return Math.round(risk * 1000) / 1000
}

/** Findings about another system's record or about form say nothing of whether the verdict is right. */
const beside: ReadonlySet<string> = new Set([
  'recorded-label-mismatch',
  'recorded-label-unfounded',
  'output-off-contract',
])
const hardScore = 0.8
const softScore = 0.1

/**
 * Assumed, not fitted: natural faults are too rare for weights of their own. Each type counts once, with its surest
 * finding, and never lowers a risk.
 */
export function findingScore(findings: RiskGrounds['findings']): number {
  const byType = new Map<string, number>()
  for (const { type, severity, confidence } of findings) {
    if (beside.has(type)) continue
    const score = confidence * (severity === 'hard' ? hardScore : softScore)
    byType.set(type, Math.max(score, byType.get(type) ?? 0))
  }
  return Math.min(
    mostFromFindings,
    [...byType.values()].reduce((sum, score) => sum + score, 0),
  )
}

const mostFromFindings = 2
