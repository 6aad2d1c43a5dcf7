import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { backOffMs } from './ladder.js'

const fraction = fc.double({ min: 0, max: 0.999, noNaN: true })

test('a wait is never shorter than the server asked for, and never long', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fraction,
      fc.nat(60_000),
      (attempt, chance, asked) => {
        expect(backOffMs(attempt, chance, asked)).toBeGreaterThanOrEqual(asked)
        expect(backOffMs(attempt, chance, null)).toBeLessThanOrEqual(8_000)
      },
    ),
  )
})

test('waits grow with the attempts', () => {
  expect([1, 2, 3].map((attempt) => backOffMs(attempt, 0.5, null))).toEqual([125, 250, 500])
})
