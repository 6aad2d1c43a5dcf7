import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { assignSplit, parseShares, splits, usualShares } from './split.js'

const fingerprint = fc.stringMatching(/^[0-9a-f]{64}$/)
const shares = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  .map(([a, b]) => parseShares({ train: a / 100, dev: (b - a) / 100, test: (100 - b) / 100 }))

test('a split follows from fingerprint, seed and shares alone', () => {
  fc.assert(
    fc.property(fingerprint, fc.string(), shares, (print, seed, given) => {
      const split = assignSplit(print, seed, given)
      expect(assignSplit(print, seed, { ...given })).toBe(split)
      expect(given[split]).toBeGreaterThan(0)
    }),
  )
})

test('splits come out near their shares, and another seed shares out otherwise', () => {
  const prints = Array.from({ length: 4000 }, (_, i) => i.toString(16).padStart(64, '0'))
  const under = (seed: string) => prints.map((print) => assignSplit(print, seed, usualShares))
  const seen = under('gold')
  for (const split of splits) {
    const share = seen.filter((each) => each === split).length / prints.length
    expect(Math.abs(share - usualShares[split])).toBeLessThan(0.03)
  }
  expect(under('other')).not.toEqual(seen)
})

test.each([
  ['nothing', null],
  ['a list', [0.8, 0.1, 0.1]],
  ['a split there is not', { train: 0.9, validation: 0.1 }],
  ['a share below nothing', { train: 1.1, test: -0.1 }],
  ['a share that is no number', { train: '1' }],
  ['no number at all', { train: Number.NaN }],
  ['too little in all', { train: 0.5, dev: 0.1 }],
  ['too much in all', { train: 1, dev: 0.1 }],
])('shares of %s are refused', (_, value) => {
  expect(() => parseShares(value)).toThrow('expected')
})

test('a split that is not named gets nothing', () => {
  expect(parseShares({ train: 0.75, test: 0.25 })).toEqual({ train: 0.75, dev: 0, test: 0.25 })
})
