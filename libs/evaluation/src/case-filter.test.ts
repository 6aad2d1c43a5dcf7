import { expect, test } from '@jest/globals'
import { isAmong } from './case-filter.js'
import { caseOutcome } from './case-standing.js'

const wrong = caseOutcome({ index: 3, expected: 'allowed' }, [
  { caseIndex: 3, repeat: 1, outcome: 'violates', undeterminedReason: null, rules: [] },
])

test('a case is among the wrong, and among the flipped once its pair is', () => {
  expect(isAmong(null, wrong, new Set(), false)).toBe(true)
  expect(isAmong('wrong', wrong, new Set(), false)).toBe(true)
  expect(isAmong('undetermined', wrong, new Set(), false)).toBe(false)
  expect(isAmong('flipped', wrong, new Set(), true)).toBe(false)
  expect(isAmong('flipped', wrong, new Set([3]), true)).toBe(true)
})

test('a case is among the paired by what the policy says of it, however it came out', () => {
  expect(isAmong('paired', wrong, new Set(), true)).toBe(true)
  expect(isAmong('paired', wrong, new Set([3]), false)).toBe(false)
})
