import {
  aurocWithinPolicy,
  rankPolicies,
  shareInTop,
  type RankedVerdict,
} from './gold-evaluation-queue.js'
import { calibrate, fitWeights, type RiskExample } from './risk-fit.js'
import { logistic, scoreOf, type Calibration } from './risk-model.js'

/** One bar of a reliability diagram: of the verdicts given about this chance, how many were wrong. */
export interface ReliabilityBin {
  readonly from: number
  readonly to: number
  readonly verdicts: number
  /** Means over the verdicts in it; null where there are none. */
  readonly expected: number | null
  readonly observed: number | null
}

export interface CapturedShare {
  /** The part of the queue that people get to, highest risk first. */
  readonly part: number
  /** Of all wrong verdicts, which share lies in it; null where none is wrong. */
  readonly share: number | null
}

export interface RiskMetrics {
  readonly verdicts: number
  readonly wrong: number
  /** Within policies, each with the weight of its verdicts; null where no policy has right and wrong ones. */
  readonly auroc: number | null
  /** Mean squared distance between chance and what came: 0 is best. */
  readonly brier: number
  /** Mean distance between chance and share over the bins, each with the weight of its verdicts. */
  readonly calibrationError: number
  readonly bins: readonly ReliabilityBin[]
  readonly captured: readonly CapturedShare[]
}

export const capturedParts = [0.05, 0.1, 0.2] as const
const binCount = 10

export function measureRisk(verdicts: readonly RankedVerdict[]): RiskMetrics {
  const bins = reliabilityOf(verdicts)
  const total = Math.max(1, verdicts.length)
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  return {
    verdicts: verdicts.length,
    wrong: verdicts.filter(({ wrong }) => wrong).length,
    auroc: aurocWithinPolicy(rankPolicies(verdicts)) ?? null,
    brier: sum(verdicts.map(({ risk, wrong }) => (risk - Number(wrong)) ** 2)) / total,
    calibrationError:
      sum(
        bins.map(
          ({ verdicts: count, expected, observed }) =>
            count * Math.abs((expected ?? 0) - (observed ?? 0)),
        ),
      ) / total,
    bins,
    captured: capturedParts.map((part) => ({ part, share: shareInTop(verdicts, part) ?? null })),
  }
}

/** Ten bins of equal width; a chance of 1 falls into the last. */
export function reliabilityOf(verdicts: readonly RankedVerdict[]): ReliabilityBin[] {
  return Array.from({ length: binCount }, (_, bin) => {
    const own = verdicts.filter(
      ({ risk }) => Math.min(binCount - 1, Math.floor(risk * binCount)) === bin,
    )
    const mean = (value: (verdict: RankedVerdict) => number) =>
      own.length === 0 ? null : own.reduce((sum, each) => sum + value(each), 0) / own.length
    return {
      from: bin / binCount,
      to: (bin + 1) / binCount,
      verdicts: own.length,
      expected: mean(({ risk }) => risk),
      observed: mean(({ wrong }) => Number(wrong)),
    }
  })
}

export interface CrossValidated {
  readonly calibration: Calibration
  readonly metrics: RiskMetrics
  /** In the order of the examples. */
  readonly verdicts: readonly RankedVerdict[]
}

/**
 * Every group scored by weights fitted without it, as a policy that nobody has seen would be; the calibration is told
 * from these scores, and each group's chances from the scores of the others.
 */
export function crossValidate(examples: readonly RiskExample[]): CrossValidated {
  const groups = [...new Set(examples.map(({ group }) => group))]
  const weights = new Map(groups.map((group) => [group, fitWeights(without(examples, group))]))
  const scores = examples.map(({ group, row }) => {
    const fitted = weights.get(group)
    return fitted ? scoreOf(fitted, row) : 0
  })
  const calibrateOn = (keep: (group: string) => boolean) => {
    const at = examples.flatMap(({ group }, i) => (keep(group) ? [i] : []))
    return calibrate(
      at.map((i) => scores[i] ?? 0),
      at.map((i) => examples[i]?.wrong ?? false),
    )
  }
  const own = new Map(groups.map((group) => [group, calibrateOn((other) => other !== group)]))
  const verdicts = examples.map(({ group, wrong }, i) => {
    const { slope, intercept } = own.get(group) ?? { slope: 1, intercept: 0 }
    return { policy: group, wrong, risk: logistic(slope * (scores[i] ?? 0) + intercept) }
  })
  return { calibration: calibrateOn(() => true), metrics: measureRisk(verdicts), verdicts }
}

const without = (examples: readonly RiskExample[], group: string): readonly RiskExample[] =>
  examples.filter((example) => example.group !== group)
