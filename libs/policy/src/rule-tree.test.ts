import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parentOf, ruleKin, ruleTree, type RuleNode } from './rule-tree.js'

const codes = (nodes: readonly RuleNode<{ code: string }>[]): unknown[] =>
  nodes.map(({ rule, below }) => (below.length > 0 ? [rule.code, codes(below)] : rule.code))

test('rules stand below the nearest rule whose code begins theirs', () => {
  const rules = ['HS-2', 'HS-2.1', 'HS-2.1.3', 'HS-20', 'HS-3.1', 'SP2', 'SP2.a'].map((code) => ({
    code,
  }))
  expect(codes(ruleTree(rules))).toEqual([
    ['HS-2', [['HS-2.1', ['HS-2.1.3']]]],
    'HS-20',
    'HS-3.1',
    ['SP2', ['SP2.a']],
  ])
  expect(parentOf('HS-3.1', new Set(['HS-2']))).toBeNull()
})

test('every rule stands in the tree once', () => {
  const code = fc
    .tuple(
      fc.constantFrom('A', 'HS-'),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
    )
    .map(([family, numbers]) => `${family}${numbers.join('.')}`)
  fc.assert(
    fc.property(fc.uniqueArray(code), (each) => {
      const flat = codes(ruleTree(each.map((one) => ({ code: one })))).flat(Infinity)
      expect([...flat].sort()).toEqual([...each].sort())
    }),
  )
})

test('of each rule, the one above and those right below', () => {
  const kin = ruleKin(['HS-2', 'HS-2.1', 'HS-2.1.4', 'HS-3'].map((code) => ({ code })))
  expect(kin.get('HS-2')).toEqual({ parent: null, children: ['HS-2.1'] })
  expect(kin.get('HS-2.1.4')).toEqual({ parent: 'HS-2.1', children: [] })
  expect(kin.get('HS-3')).toEqual({ parent: null, children: [] })
})
