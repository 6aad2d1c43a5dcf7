import { describe, expect, test } from '@jest/globals'
import { riskFeatureNames } from './risk-features.js'
import { canRefit, populationOf, refitRisk, type DecidedVerdict } from './risk-refit.js'
import { shippedRiskModel } from './risk-weights.js'

const from = Date.UTC(2026, 0, 1)
const plain = shippedRiskModel.means.slice(0, riskFeatureNames.length)
const place = riskFeatureNames.indexOf('question')

/** Verdicts that are wrong where one feature says so, or where it says the opposite. */
const decided = (wrongWhenHigh: boolean, rules = ['a']): DecidedVerdict[] =>
  Array.from({ length: 400 }, (_, i) => {
    const high = (i * 7) % 10 < 4
    const noise = (i * 13) % 10 === 0
    return {
      id: String(i).padStart(5, '0'),
      policy: i % 2 === 0 ? 'one' : 'two',
      rule: rules[i % rules.length] ?? '',
      outcome: 'allowed',
      wrong: (high === wrongWhenHigh) !== noise,
      decidedAt: new Date(from + i * 60_000),
      row: plain.map((value, j) => (j === place ? value + (high ? 0.05 : -0.02) : value)),
      findings: [],
    }
  })

describe('fitting to decisions', () => {
  test('weights learn what people decide, and are measured on later decisions', () => {
    const { model, metrics, shipped, isBetter } = refitRisk(
      decided(true),
      shippedRiskModel,
      'live-1',
    )
    expect(metrics.verdicts).toBe(120)
    expect(metrics.auroc).toBeGreaterThan((shipped.auroc ?? 1) + 0.1)
    expect(isBetter).toBe(true)
    expect(model.version).toBe('live-1')
    expect(model.weights).toHaveLength(shippedRiskModel.weights.length)
  })

  test('the same decisions in any order give the same weights', () => {
    const one = refitRisk(decided(true), shippedRiskModel, 'v')
    expect(refitRisk(decided(true).toReversed(), shippedRiskModel, 'v')).toEqual(one)
  })

  test('what later decisions turn around is not taken into use', () => {
    const turned = [...decided(true).slice(0, 280)].concat(
      decided(false)
        .slice(0, 120)
        .map((each, i) => ({
          ...each,
          id: `z${i}`,
          decidedAt: new Date(from + (500 + i) * 60_000),
        })),
    )
    const flat = { ...shippedRiskModel, weights: shippedRiskModel.weights.map(() => 0) }
    expect(refitRisk(turned, flat, 'v').isBetter).toBe(false)
  })

  test('few decisions, or hardly any correction, are no ground', () => {
    expect(canRefit({ decisions: 199, wrong: 60 })).toBe(false)
    expect(canRefit({ decisions: 400, wrong: 10 })).toBe(false)
    expect(canRefit({ decisions: 400, wrong: 390 })).toBe(false)
    expect(canRefit({ decisions: 200, wrong: 30 })).toBe(true)
  })

  test('what the simulator did stays apart, imported or not', () => {
    expect(populationOf({ simulated: true, source: 'import' })).toBe('simulated')
    expect(populationOf({ simulated: false, source: 'import' })).toBe('imported')
    expect(populationOf({ simulated: false, source: 'live' })).toBe('live')
  })
})
