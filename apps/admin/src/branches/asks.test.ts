import { expect, test } from '@jest/globals'
import { approvalsAsked, asksLess, checksFrom, rulesShown } from './asks.js'

const asks = { requiredApprovals: 1, requiredChecks: ['lint'], directCommits: false }

test('fewer approvals, fewer checks or the short way ask for less; nothing else does', () => {
  expect(asksLess(asks, { ...asks, requiredApprovals: 0 })).toBe(true)
  expect(asksLess(asks, { ...asks, requiredChecks: ['tests'] })).toBe(true)
  expect(asksLess(asks, { ...asks, directCommits: true })).toBe(true)
  expect(asksLess(asks, asks)).toBe(false)
  expect(asksLess(asks, { ...asks, requiredApprovals: 2, requiredChecks: ['lint', 'x'] })).toBe(
    false,
  )
})

test('names of checks are read as they are typed', () => {
  expect(checksFrom(' lint, policy-tests  lint\n')).toEqual(['lint', 'policy-tests'])
  expect(checksFrom(' ')).toEqual([])
})

test('what is usual of main is shown until a rule names it', () => {
  const main = { name: 'main', asks: { pattern: null, ...asks } }
  expect(rulesShown([], [main])).toMatchObject([{ pattern: 'main', setBy: null }])
  expect(rulesShown([], [{ ...main, asks: { ...main.asks, pattern: 'main' } }])).toEqual([])
})

test('approvals are counted in words', () => {
  expect([0, 1, 2].map(approvalsAsked)).toEqual(['none', '1 approval', '2 approvals'])
})
