import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sampleSizeFor, sampleSizeForNone, wilson } from './wilson.js'

test.each([
  [0, 50, 0, 0.0713],
  [5, 100, 0.0215, 0.1118],
  [81, 263, 0.2553, 0.3662],
])('%i of %i lies within %d and %d', (hits, trials, low, high) => {
  const interval = wilson(hits, trials)
  expect(interval.low.toFixed(4)).toBe(low.toFixed(4))
  expect(interval.high.toFixed(4)).toBe(high.toFixed(4))
})

test.each([
  [0.5, 0.05, 381],
  [0.5, 0.03, 1064],
  [0.1, 0.05, 141],
  [0.1, 0.03, 388],
  [0.05, 0.02, 469],
  [0.02, 0.01, 792],
])('a share of about %d is told to within %d by %i', (share, half, size) => {
  expect(sampleSizeFor(share, half)).toBe(size)
})

test.each([
  [0.005, 598],
  [0.01, 299],
  [0.02, 149],
  [0.05, 59],
])('fewer than %d wrong is shown by %i without an error', (rate, size) => {
  expect(sampleSizeForNone(rate)).toBe(size)
})

describe('an interval', () => {
  const counts = fc
    .tuple(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }))
    .map(([trials, hits]) => [Math.min(hits, trials), trials] as const)

  test('holds the share, within 0 and 1', () => {
    fc.assert(
      fc.property(counts, ([hits, trials]) => {
        const { low, high } = wilson(hits, trials)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(hits / trials)
        expect(high).toBeGreaterThanOrEqual(hits / trials)
      }),
    )
  })

  test('of the opposite is its mirror', () => {
    fc.assert(
      fc.property(counts, ([hits, trials]) => {
        const [one, other] = [wilson(hits, trials), wilson(trials - hits, trials)]
        expect(one.low).toBeCloseTo(1 - other.high, 10)
        expect(one.high).toBeCloseTo(1 - other.low, 10)
      }),
    )
  })

  test('says all where nothing was tried', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
    expect(() => wilson(2, 1)).toThrow(RangeError)
  })
})
