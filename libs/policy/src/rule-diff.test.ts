import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { applyRuleChanges, diffRules, wordRules, type WordedRule } from './rule-diff.js'

const rule: fc.Arbitrary<WordedRule> = fc.record({
  code: fc.constantFrom('A-1', 'A-2', 'A-3', 'B-1'),
  title: fc.constantFrom('one', 'two'),
  outcome: fc.constantFrom('violates', 'allowed', 'undetermined'),
  severity: fc.constantFrom('low', 'high'),
  precedence: fc.nat(2),
  ground: fc.constant('terms'),
  start: fc.nat(9),
  end: fc.nat(9),
  wording: fc.option(fc.constantFrom('a', 'b')),
})
const rules = fc.uniqueArray(rule, { selector: ({ code }) => code })
const withoutPlaces = (each: WordedRule) => ({ ...each, start: 0, end: 0 })

test('applying the changes gives the rules of the target, places aside', () => {
  fc.assert(
    fc.property(rules, rules, (base, head) => {
      const target = applyRuleChanges(base, diffRules(base, head))
      expect(new Set([...target.values()].map(withoutPlaces))).toEqual(
        new Set(head.map(withoutPlaces)),
      )
      expect(target.size).toBe(head.length)
    }),
  )
})

test('a rule that only moved is the same; sharpened wording is a change', () => {
  const one = {
    code: 'A-1',
    title: 't',
    outcome: 'violates',
    severity: 'low',
    precedence: 1,
    ground: 'terms',
  } as const
  const was = wordRules('A-1 x', [{ ...one, start: 0, end: 5 }])
  expect(diffRules(was, wordRules('\n\nA-1 x', [{ ...one, start: 2, end: 7 }]))).toEqual([])
  expect(diffRules(was, wordRules('A-1 y', [{ ...one, start: 0, end: 5 }]))).toMatchObject([
    { kind: 'changed', code: 'A-1', before: { wording: 'A-1 x' }, after: { wording: 'A-1 y' } },
  ])
})
