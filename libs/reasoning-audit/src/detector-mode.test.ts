import { expect, test } from '@jest/globals'
import { advisoryIn, isBelow, parseAutomatic } from './detector-mode.js'
import { livePrecision } from './finding-marks.js'

test('precision is the share of marks that say right, with the bounds it may be trusted to', () => {
  expect(livePrecision({ right: 0, wrong: 0 })).toMatchObject({ precision: null, low: 0, high: 1 })
  const { precision, low, high } = livePrecision({ right: 81, wrong: 182 })
  expect(precision).toBeCloseTo(0.308, 3)
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662'])
})

test('what was set for a policy stands before what was set for all', () => {
  const type = 'fabricated-quote'
  const settings = [
    { type, policy: 'spam', mode: 'acting' },
    { type, policy: null, mode: 'advisory' },
    { type: 'unknown-rule', policy: 'spam', mode: 'advisory' },
  ] as const
  expect([...advisoryIn('spam', settings)]).toEqual(['unknown-rule'])
  expect([...advisoryIn('harassment', settings)]).toEqual([type])
  expect([...advisoryIn('spam', [])]).toEqual([])
})

test('marks speak against a detector only below the bound, and only when there are enough', () => {
  const bound = { below: 0.5, leastMarks: 4 }
  expect(isBelow({ right: 1, wrong: 3 }, bound)).toBe(true)
  expect(isBelow({ right: 2, wrong: 2 }, bound)).toBe(false)
  expect(isBelow({ right: 0, wrong: 3 }, bound)).toBe(false)
  expect(isBelow({ right: 0, wrong: 0 }, { below: 1, leastMarks: 0 })).toBe(false)
})

test.each([
  [0, 10],
  [1.1, 10],
  [Number.NaN, 10],
  [0.5, 0],
])('a bound of %d over %d marks is refused', (below, leastMarks) => {
  expect(() => parseAutomatic({ below, leastMarks })).toThrow('expected a precision')
})
