import { expect, test } from '@jest/globals'
import { clock, duration, instant, relative, shortTime } from './time.js'

test.each([
  [0, '0 ms'],
  [846, '846 ms'],
  [1_600, '1.6 s'],
  [48_000, '48 s'],
  [4 * 60_000, '4 min'],
  [(3 * 60 + 12) * 60_000, '3 h 12 min'],
  [2 * 3_600_000, '2 h'],
  [24 * 3_600_000, '1 day'],
  [9.5 * 24 * 3_600_000, '9 days'],
  [200 * 24 * 3_600_000, '6 months'],
])('%d ms is %s', (ms, words) => {
  expect(duration(ms)).toBe(words)
})

const now = new Date('2026-11-21T12:00:00Z')

test('the past is ago, the future is in', () => {
  expect(relative(new Date('2026-11-21T11:56:00Z'), now)).toBe('4 min ago')
  expect(relative(new Date('2026-11-23T12:00:00Z'), now)).toBe('in 2 days')
  expect(relative(now, now)).toBe('just now')
})

test('instants are exact and in UTC', () => {
  expect(instant(new Date('2026-11-14T09:41:07Z'))).toBe('14 Nov 2026, 09:41:07 UTC')
})

test('a narrow column has the time of today and the day before that', () => {
  expect(shortTime(new Date('2026-11-21T09:41:07Z'), now)).toBe('09:41:07')
  expect(shortTime(new Date('2026-11-14T09:41:07Z'), now)).toBe('14 Nov')
  expect(shortTime(new Date('2025-11-14T09:41:07Z'), now)).toBe('14 Nov 2025')
})

test('what counts down is shown as a clock', () => {
  expect(clock(372_000)).toBe('6:12')
  expect(clock(3_723_000)).toBe('1:02:03')
  expect(clock(-5)).toBe('0:00')
})
