import { expect, test } from '@jest/globals'
import { approvalsAsked, asksLess, checksFrom, judgedByWords, rulesShown } from './asks.js'

const judgedBy = { endpoint: 'gpu-1', model: null, effort: 'HIGH' } as const
const asks = {
  ...{ requiredApprovals: 1, requiredChecks: ['lint'], directCommits: false, judgedBy },
}

test('fewer approvals, fewer checks, the short way or another model ask for less; nothing else does', () => {
  expect(asksLess(asks, { ...asks, requiredApprovals: 0 })).toBe(true)
  expect(asksLess(asks, { ...asks, requiredChecks: ['tests'] })).toBe(true)
  expect(asksLess(asks, { ...asks, directCommits: true })).toBe(true)
  expect(asksLess(asks, { ...asks, judgedBy: null })).toBe(true)
  expect(asksLess(asks, { ...asks, judgedBy: { ...judgedBy, endpoint: 'gpu-2' } })).toBe(true)
  expect(asksLess({ ...asks, judgedBy: null }, asks)).toBe(false)
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

test('what checks count on is told in words', () => {
  expect(judgedByWords(judgedBy)).toBe('on gpu-1, effort high')
  expect(judgedByWords(null)).toBe('')
})

test('approvals are counted in words', () => {
  expect([0, 1, 2].map(approvalsAsked)).toEqual(['none', '1 approval', '2 approvals'])
})
