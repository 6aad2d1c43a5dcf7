import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  keepDaysFor,
  keptUntil,
  leastKeepDays,
  oldestKept,
  parseKeepDays,
  usualKeepDays,
  youngestErasable,
  type JudgedUnder,
  type RetentionRule,
} from './retention.js'

const dayMs = 86_400_000
const policies = fc.constantFrom('spam', 'harassment', 'weapons')
const outcomes = fc.constantFrom('violates', 'allowed', 'undetermined')
const days = fc.integer({ min: leastKeepDays, max: 4000 })
const aRule: fc.Arbitrary<RetentionRule> = fc.record({
  policy: fc.option(policies),
  outcome: fc.option(outcomes),
  keepDays: days,
})
const rules = fc.uniqueArray(aRule, {
  maxLength: 8,
  selector: ({ policy, outcome }) => `${policy} ${outcome}`,
})
const at = fc.integer({ min: 1, max: 20_000 }).map((day) => new Date(day * dayMs))
const judged: fc.Arbitrary<JudgedUnder> = fc.record({
  policy: policies,
  outcome: outcomes,
  recordedAt: at,
})

test.each([
  ['RETENTION_TOO_SHORT', 179],
  ['RETENTION_TOO_SHORT', 0],
  ['RETENTION_TOO_SHORT', 200.5],
  ['RETENTION_TOO_LONG', 40_000],
])('%s for %p days, and says why', (code, seen) => {
  expect(() => parseKeepDays(seen)).toThrow(expect.objectContaining({ code }))
})

test('the refusal of too short a time names the appeal that may still come', () => {
  expect(() => parseKeepDays(30)).toThrow(/appeal for six months/)
  expect(parseKeepDays(180)).toBe(180)
})

describe('the rule that counts', () => {
  const [all, spam, violates, both] = [
    { policy: null, outcome: null, keepDays: 200 },
    { policy: 'spam', outcome: null, keepDays: 300 },
    { policy: null, outcome: 'violates', keepDays: 400 },
    { policy: 'spam', outcome: 'violates', keepDays: 500 },
  ]

  test.each([
    [[], 730],
    [[all], 200],
    [[all, violates], 400],
    [[all, violates, spam], 300],
    [[all, violates, spam, both], 500],
  ])('is the most particular', (given, expected) => {
    const seen = given.filter((rule) => rule !== undefined)
    expect(keepDaysFor(seen, { policy: 'spam', outcome: 'violates' })).toBe(expected)
  })

  test('for what was never judged is the one for all', () => {
    const recordedAt = new Date(0)
    const until = (given: readonly RetentionRule[]) =>
      keptUntil(given, { recordedAt, verdicts: [] }).getTime() / dayMs
    expect(until([])).toBe(usualKeepDays)
    expect(until([{ policy: null, outcome: null, keepDays: 200 }])).toBe(200)
  })
})

test('the longest of an item’s verdicts wins, and another verdict never shortens it', () => {
  fc.assert(
    fc.property(
      rules,
      fc.array(judged, { minLength: 1 }),
      judged,
      at,
      (given, verdicts, more, recordedAt) => {
        const before = keptUntil(given, { recordedAt, verdicts })
        const after = keptUntil(given, { recordedAt, verdicts: [...verdicts, more] })
        expect(after.getTime()).toBeGreaterThanOrEqual(before.getTime())
        for (const each of verdicts)
          expect(before.getTime()).toBeGreaterThanOrEqual(
            each.recordedAt.getTime() + keepDaysFor(given, each) * dayMs,
          )
      },
    ),
  )
})

test('nothing younger than the search looks at is due, and nothing older than the oldest kept is kept', () => {
  const now = new Date(30_000 * dayMs)
  fc.assert(
    fc.property(rules, judged, (given, verdict) => {
      const until = keptUntil(given, { recordedAt: verdict.recordedAt, verdicts: [verdict] })
      if (until <= now) expect(verdict.recordedAt <= youngestErasable(given, now)).toBe(true)
      if (verdict.recordedAt <= oldestKept(given, now)) expect(until <= now).toBe(true)
    }),
  )
})
