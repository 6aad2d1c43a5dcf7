import { expect, test } from '@jest/globals'
import { isNamed, tickOf } from './day-ticks.js'

const daysOf = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(2025, 10, 23 + i)).toISOString().slice(0, 10),
  )
const ticks = (count: number) =>
  daysOf(count)
    .filter((day) => isNamed(day, count))
    .map((day) => tickOf(day, count))

test('a month is told by its days, a quarter by its Mondays, a year by its months', () => {
  expect(ticks(7)).toEqual(['23', '24', '25', '26', '27', '28', '29'])
  expect(ticks(30)).toHaveLength(30)
  expect(ticks(90).slice(0, 2)).toEqual(['24 Nov', '1 Dec'])
  expect(ticks(365).slice(0, 3)).toEqual(['Dec', 'Jan 2026', 'Feb'])
  expect(ticks(365)).toHaveLength(12)
})
