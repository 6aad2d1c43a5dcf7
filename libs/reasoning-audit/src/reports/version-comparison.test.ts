import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compareVersions } from './version-comparison.js'

test('a share that clearly fell is a difference, with an interval around it', () => {
  const [flagged] = compareVersions(
    { verdicts: 1000, measures: { flagged: 200 } },
    { verdicts: 1000, measures: { flagged: 100 } },
  )
  expect(flagged).toMatchObject({ measure: 'flagged', differs: true })
  expect(flagged?.difference).toBeCloseTo(-0.1)
  expect(flagged?.differenceInterval.low).toBeCloseTo(-0.131, 2)
  expect(flagged?.differenceInterval.high).toBeCloseTo(-0.069, 2)
})

test('Newcombe gives 0.0524 to 0.3339 for 56 of 70 against 48 of 80', () => {
  const [only] = compareVersions(
    { verdicts: 80, measures: { m: 48 } },
    { verdicts: 70, measures: { m: 56 } },
  )
  expect(only?.differenceInterval.low).toBeCloseTo(0.0524, 3)
  expect(only?.differenceInterval.high).toBeCloseTo(0.3339, 3)
})

test('a version without verdicts has no share, and nothing differs', () => {
  const [only] = compareVersions(
    { verdicts: 0, measures: {} },
    { verdicts: 50, measures: { flagged: 50 } },
  )
  expect(only).toMatchObject({ base: { share: null }, difference: null, differs: false })
})

test('the interval holds the difference and stays within what is possible', () => {
  const counts = fc
    .integer({ min: 1, max: 500 })
    .chain((verdicts) =>
      fc.integer({ min: 0, max: verdicts }).map((m) => ({ verdicts, measures: { m } })),
    )
  fc.assert(
    fc.property(counts, counts, (base, head) => {
      const [only] = compareVersions(base, head)
      const { low, high } = only?.differenceInterval ?? { low: 1, high: -1 }
      const difference = only?.difference ?? 2
      expect(low >= -1 && high <= 1).toBe(true)
      expect(low <= difference + 1e-9 && difference <= high + 1e-9).toBe(true)
    }),
  )
})
