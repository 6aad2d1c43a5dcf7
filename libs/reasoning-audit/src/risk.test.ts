import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { anAuditSubject } from './audit-subject.builder.js'
import { riskFeatureNames, riskFeaturesOf } from './risk-features.js'
import { historyScore } from './risk-history.js'
import { shippedRiskModel } from './risk-weights.js'
import { findingScore, riskOf } from './risk.js'
import { SubjectReading } from './subject-reading.js'

const rowOf = (over: Parameters<typeof anAuditSubject>[0] = {}) =>
  riskFeaturesOf(new SubjectReading(anAuditSubject(over)))
const grounds = { row: rowOf(), outcome: 'allowed', findings: [] } as const
const hard = { type: 'unknown-rule', severity: 'hard', confidence: 0.9 } as const

describe('risk of a wrong verdict', () => {
  test('a finding raises it, a hard one more than a soft one; none lowers it', () => {
    const calm = riskOf(grounds)
    const soft = riskOf({ ...grounds, findings: [{ ...hard, severity: 'soft' }] })
    expect(soft).toBeGreaterThan(calm)
    expect(riskOf({ ...grounds, findings: [hard] })).toBeGreaterThan(soft)
  })

  test('a type counts once, however often it was found', () => {
    expect(findingScore([hard, hard, hard])).toBe(findingScore([hard]))
  })

  test('what is wrong with another system’s record says nothing of the verdict', () => {
    expect(findingScore([{ ...hard, type: 'recorded-label-mismatch' }])).toBe(0)
  })

  test('an undetermined outcome is 0.9 or more, and ranked among its like', () => {
    const risk = riskOf({ ...grounds, outcome: 'undetermined' })
    expect(risk).toBeGreaterThanOrEqual(0.9)
    expect(riskOf({ ...grounds, outcome: 'undetermined', findings: [hard] })).toBeGreaterThan(risk)
  })

  test('a rule that people overturn often raises it; a few decisions hardly do', () => {
    const often = riskOf({ ...grounds, history: { decisions: 100, overturned: 60 } })
    const once = riskOf({ ...grounds, history: { decisions: 1, overturned: 1 } })
    const never = riskOf({ ...grounds, history: { decisions: 100, overturned: 0 } })
    expect(often).toBeGreaterThan(once)
    expect(once).toBeGreaterThan(never)
    expect(historyScore(undefined)).toBe(0)
    expect(riskOf({ ...grounds, history: { decisions: 0, overturned: 0 } })).toBe(riskOf(grounds))
  })

  test('a trace of a few words is taken for one like any other', () => {
    expect(rowOf({ trace: 'Fine. VALID.' })).toBeUndefined()
    const risk = riskOf({ ...grounds, row: undefined })
    expect(risk).toBeGreaterThan(0)
    expect(risk).toBeLessThan(0.5)
  })

  test('any row gives a number from 0 to 1', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    const row = fc.array(value, {
      minLength: riskFeatureNames.length,
      maxLength: riskFeatureNames.length,
    })
    fc.assert(
      fc.property(row, (some) => {
        const risk = riskOf({ ...grounds, row: some })
        return risk >= 0 && risk <= 1
      }),
    )
  })
})

describe('features', () => {
  test('there is one number a name, and a weight for each, and for each where allowed', () => {
    expect(rowOf()).toHaveLength(riskFeatureNames.length)
    expect(shippedRiskModel.weights).toHaveLength(2 * riskFeatureNames.length - 1)
  })

  const valueOf = (name: (typeof riskFeatureNames)[number], trace: string) =>
    rowOf({ trace })?.[riskFeatureNames.indexOf(name)] ?? Number.NaN

  test('reversals are counted where the trace changes sides, labels or not', () => {
    const steady = 'This is fine and allowed. It is acceptable. So output VALID.'
    const torn = 'This violates the rule. But it is allowed. Yet it is prohibited. So output VALID.'
    expect(valueOf('reversals', torn)).toBeGreaterThan(valueOf('reversals', steady))
    expect(valueOf('margin', torn)).toBeGreaterThan(valueOf('margin', steady))
  })

  test('what is negated speaks for the other side', () => {
    const not = 'The advert does not violate anything at all here.'
    const does = 'The advert does violate everything at all here.'
    expect(valueOf('margin', not)).toBeLessThan(valueOf('margin', does))
  })
})
