import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { RuleEntry } from './policy-manifest.js'
import { applyRuleChanges, diffRules, fieldsOf, wordRules, type WordedRule } from './rule-diff.js'

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

const one: RuleEntry = {
  ...{ code: 'A-1', title: 't', precedence: 1 },
  ...({ outcome: 'violates', severity: 'low', ground: 'terms' } as const),
}

/** Whatever is said of a rule: another field of it is a line here, or this does not compile. */
const others: Required<Omit<WordedRule, 'code' | 'start' | 'end'>> = {
  ...{ title: 'u', precedence: 2 },
  ...({ outcome: 'allowed', severity: 'high', ground: 'illegal' } as const),
  ...{ terms: 'Community rules, 4.2', law: 'DSA Art. 16', wording: 'A-1 y' },
}

test('whatever is said of a rule, saying it otherwise is a change of that, and of nothing else', () => {
  const [was] = wordRules('A-1 x', [{ ...one, start: 0, end: 5 }])
  for (const [field, other] of Object.entries(others)) {
    const changes = diffRules([was!], [{ ...was!, [field]: other }])
    expect(changes.map(fieldsOf)).toEqual([[field]])
  }
})

test('a rule that only moved is the same; sharpened wording is a change', () => {
  const was = wordRules('A-1 x', [{ ...one, start: 0, end: 5 }])
  expect(diffRules(was, wordRules('\n\nA-1 x', [{ ...one, start: 2, end: 7 }]))).toEqual([])
  expect(diffRules(was, wordRules('A-1 y', [{ ...one, start: 0, end: 5 }]))).toMatchObject([
    { kind: 'changed', code: 'A-1', before: { wording: 'A-1 x' }, after: { wording: 'A-1 y' } },
  ])
})
