import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crossValidate, measureRisk, reliabilityOf } from './risk-evaluation.js'
import { riskFeatureNames } from './risk-features.js'
import { fitWeights, type RiskExample } from './risk-fit.js'
import { scoreOf } from './risk-model.js'
import { shippedRiskModel } from './risk-weights.js'

const [head = '', ...lines] = readFileSync(
  fileURLToPath(new URL('../bench/risk/rows.csv', import.meta.url)),
  'utf8',
)
  .trim()
  .split('\n')
const examples = lines.map((line): RiskExample => {
  const [group = '', wrong, ...row] = line.split(',')
  return { group, wrong: wrong === '1', row: row.map(Number) }
})

describe('shipped weights', () => {
  test('the rows hold numbers only, under the names of today', () => {
    expect(head.split(',')).toEqual(['family', 'wrong', ...riskFeatureNames])
    expect(lines.every((line) => /^[-\d.,e]+$/.test(line))).toBe(true)
  })

  test('they are what the rows give', () => {
    const { weights } = fitWeights(examples)
    for (const [i, weight] of weights.entries())
      expect(shippedRiskModel.weights[i]).toBeCloseTo(weight, 4)
  })

  test('on policies left out they rank wrong verdicts higher, and their chances hold', () => {
    const { metrics, calibration } = crossValidate(examples)
    expect(metrics.auroc).toBeGreaterThan(0.88)
    expect(metrics.calibrationError).toBeLessThan(0.06)
    expect(shippedRiskModel.calibration.slope).toBeCloseTo(calibration.slope, 4)
  })
})

describe('fitting', () => {
  const made = (group: string, level: number): RiskExample[] =>
    Array.from({ length: 60 }, (_, i) => {
      const signal = Math.sin(i * 7)
      return { group, wrong: signal + Math.cos(i * 13) / 2 > level, row: [signal, level, i % 2] }
    })
  const some = [...made('a', 0), ...made('b', 0.6)]

  test('it finds what tells wrong from right within groups, not between them', () => {
    const fitted = fitWeights(some)
    expect(scoreOf(fitted, [1, 0, 0])).toBeGreaterThan(scoreOf(fitted, [-1, 0, 0]))
    expect(Math.abs(fitted.weights[1] ?? 1)).toBeLessThan(Math.abs(fitted.weights[0] ?? 0) / 10)
  })

  test('the same examples give the same weights', () => {
    expect(fitWeights(some)).toEqual(fitWeights(some))
  })
})

describe('reliability', () => {
  test('chances that come true lie on the diagonal', () => {
    const verdicts = Array.from({ length: 100 }, (_, i) => ({
      policy: 'p',
      risk: i < 50 ? 0.1 : 0.75,
      wrong: i < 50 ? i % 10 === 0 : i % 4 !== 0,
    }))
    const metrics = measureRisk(verdicts)
    expect(metrics.calibrationError).toBeLessThan(0.02)
    const [, second] = reliabilityOf(verdicts)
    expect(second).toMatchObject({ verdicts: 50, observed: 0.1 })
    expect(metrics.captured.map(({ part }) => part)).toEqual([0.05, 0.1, 0.2])
  })
})
