import { expect, test } from '@jest/globals'
import { daily, placeInDays, sharesByPolicy } from './daily.js'

const today = new Date('2026-11-21T12:00:00Z')

test('days without verdicts are days too, and the last one is today', () => {
  const days = daily([{ at: '2026-11-20T00:00:00Z', outcome: 'VIOLATES', count: 3 }], today, 3)
  expect(days.map(({ at, counts }) => [at, counts.VIOLATES])).toEqual([
    ['2026-11-19', 0],
    ['2026-11-20', 3],
    ['2026-11-21', 0],
  ])
})

test('shares are of what was judged that day; nothing judged has no share', () => {
  const [first] = sharesByPolicy(
    [
      { at: '2026-11-21T00:00:00Z', policy: 'spam', verdicts: 10, flagged: 1 },
      { at: '2026-11-21T06:00:00Z', policy: 'spam', verdicts: 10, flagged: 3 },
    ],
    today,
    2,
  )
  expect(first?.shares).toEqual([null, 0.2])
})

test('a publication before the days shown has no mark', () => {
  expect(placeInDays('2026-11-21T08:00:00Z', today, 11)).toBe(1)
  expect(placeInDays('2026-11-16T08:00:00Z', today, 11)).toBe(0.5)
  expect(placeInDays('2026-10-01T08:00:00Z', today, 11)).toBeNull()
})
