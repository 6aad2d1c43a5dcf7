import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decideBranchRule, demandsOn, isLooser, type BranchRule } from './branch-rule.js'

const rule = (id: string, pattern: string, requiredApprovals: number) =>
  ({
    ...{ id, pattern, requiredApprovals, requiredChecks: [], directCommits: false, judgedBy: null },
    ...{ loosened: false, reason: null, setBy: 'bea', setAt: new Date(0) },
  }) satisfies BranchRule

test('the branch’s own rule counts before a pattern, the closer pattern before a wide one', () => {
  const rules = [rule('1', 'release/*', 2), rule('2', '*', 3), rule('3', 'release/spam', 4)]
  expect(demandsOn('release/spam', rules).requiredApprovals).toBe(4)
  expect(demandsOn('release/x', rules).requiredApprovals).toBe(2)
  expect(demandsOn('x', rules).requiredApprovals).toBe(3)
})

test('of one pattern the newest holds; without any, main asks for one approval and lint', () => {
  expect(demandsOn('main', [rule('1', 'main', 2), rule('2', 'main', 5)]).requiredApprovals).toBe(5)
  expect(demandsOn('main', [])).toEqual({
    ...{ requiredApprovals: 1, requiredChecks: ['lint'], directCommits: true, judgedBy: null },
  })
  expect(demandsOn('other', [])).toMatchObject({ requiredApprovals: 0, requiredChecks: [] })
})

test('less of anything is looser', () => {
  const judgedBy = { endpoint: 'gpu-1', model: null, effort: 'high' } as const
  const before = {
    ...{ requiredApprovals: 1, requiredChecks: ['lint'], directCommits: false, judgedBy },
  }
  expect(isLooser(before, before)).toBe(false)
  expect(isLooser({ ...before, judgedBy: null }, before)).toBe(false)
  expect(isLooser(before, { ...before, judgedBy: null })).toBe(true)
  expect(isLooser(before, { ...before, judgedBy: { ...judgedBy, effort: 'low' } })).toBe(true)
  expect(isLooser(before, { ...before, judgedBy: { ...judgedBy, model: 'm-20b' } })).toBe(false)
  expect(isLooser(before, { ...before, requiredApprovals: 0 })).toBe(true)
  expect(isLooser(before, { ...before, requiredChecks: ['tests'] })).toBe(true)
  expect(isLooser(before, { ...before, directCommits: true })).toBe(true)
  expect(isLooser(before, { ...before, requiredChecks: ['lint', 'tests'] })).toBe(false)
})

test('a rule that asks for less says why', () => {
  const asked = { pattern: 'main', requiredApprovals: 0, requiredChecks: [], directCommits: true }
  expect(() => decideBranchRule(asked, [])).toThrow(
    expect.objectContaining({ code: 'REASON_REQUIRED' }),
  )
  expect(decideBranchRule({ ...asked, reason: 'alone here' }, [])).toMatchObject({ loosened: true })
  for (const wrong of [{ requiredApprovals: 11 }, { pattern: 'a b' }, { requiredChecks: ['A!'] }])
    expect(() => decideBranchRule({ ...asked, ...wrong }, [])).toThrow(
      expect.objectContaining({ code: 'RULE_REFUSED' }),
    )
})

test('what a check counts on stays until another is named or it is taken away, for a reason', () => {
  const judgedBy = { endpoint: ' gpu-1 ', model: '', effort: null }
  const asked = { pattern: 'main', requiredApprovals: 1, requiredChecks: ['lint'] }
  const named = decideBranchRule({ ...asked, directCommits: true, judgedBy }, [])
  expect(named.judgedBy).toEqual({ endpoint: 'gpu-1', model: null, effort: null })
  const rules = [{ ...rule('1', 'main', 1), ...named }]
  const again = { ...asked, directCommits: true }
  expect(decideBranchRule(again, rules).judgedBy).toEqual(named.judgedBy)
  expect(() => decideBranchRule({ ...again, judgedBy: null }, rules)).toThrow(
    expect.objectContaining({ code: 'REASON_REQUIRED' }),
  )
  const why = { judgedBy: null, reason: 'it is taken down' }
  expect(decideBranchRule({ ...again, ...why }, rules)).toMatchObject({
    ...{ judgedBy: null, loosened: true },
  })
  expect(() =>
    decideBranchRule({ ...again, judgedBy: { ...judgedBy, model: 'a\nb' } }, []),
  ).toThrow(expect.objectContaining({ code: 'RULE_REFUSED' }))
})

test.each([
  ['*', [], true],
  ['ma*', [], true],
  ['feature/*', [], false],
  ['release/*', [rule('1', 'release/*', 2)], true],
  ['*/spam/hot', [rule('1', 'release/*', 2)], true],
  ['*', [rule('1', 'release/*', 2), rule('2', 'main', 1)], false],
  ['*', [rule('1', '*', 0), rule('2', 'main', 1)], false],
  ['release/spam', [rule('1', '*', 2)], true],
])('a rule of %s that asks for nothing, over %j, says why: %s', (pattern, rules, isLoose) => {
  const asked = { pattern, requiredApprovals: 0, requiredChecks: [], directCommits: false }
  const decide = () => decideBranchRule(asked, rules)
  if (isLoose) expect(decide).toThrow(expect.objectContaining({ code: 'REASON_REQUIRED' }))
  else expect(decide()).toMatchObject({ loosened: false })
})

test('a rule asks of no branch for less than before without a reason', () => {
  const pattern = fc.string({ unit: fc.constantFrom('m', 'a', '*'), minLength: 1, maxLength: 4 })
  const branch = fc.constantFrom('m', 'a', 'ma', 'am', 'mam', 'main')
  const asked = fc.tuple(pattern, fc.nat(2))
  fc.assert(
    fc.property(
      fc.array(asked, { maxLength: 4 }),
      asked,
      branch,
      (earlier, [next, wanted], name) => {
        const rules = earlier.map(([each, approvals], n) => rule(`${n}`, each, approvals))
        const decided = decideBranchRule(
          {
            ...{ pattern: next, requiredApprovals: wanted, requiredChecks: ['lint'] },
            ...{ directCommits: false, reason: 'a reason' },
          },
          rules,
        )
        const [before, after] = [rules, [...rules, { ...rule('9', next, wanted), ...decided }]].map(
          (all) => demandsOn(name, all).requiredApprovals,
        )
        if ((after ?? 0) < (before ?? 0)) expect(decided.loosened).toBe(true)
      },
    ),
  )
})
