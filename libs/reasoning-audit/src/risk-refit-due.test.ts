import { expect, test } from '@jest/globals'
import { isRefitDue, type RefitStanding } from './risk-refit-due.js'

const now = new Date('2026-11-03T10:00:00.000Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const due = (over: Partial<RefitStanding> = {}, everyDays = 7) =>
  isRefitDue(
    { decisions: 500, wrong: 100, fresh: 20, fittedAt: daysAgo(8), ...over },
    everyDays,
    now,
  )

test('weights are fitted as soon as there are decisions enough', () => {
  expect(due({ fittedAt: null, fresh: 500 })).toBe(true)
  expect(due({ fittedAt: null, decisions: 199, wrong: 60, fresh: 199 })).toBe(false)
  expect(due({ fittedAt: null, wrong: 29 })).toBe(false)
})

test('then after a week with new decisions, or when as many have come again', () => {
  expect(due()).toBe(true)
  expect(due({ fittedAt: daysAgo(6) })).toBe(false)
  expect(due({ fresh: 0 })).toBe(false)
  expect(due({ fittedAt: daysAgo(0.1), fresh: 200 })).toBe(true)
})

test('never where they are fitted on request alone', () => {
  expect(due({}, 0)).toBe(false)
  expect(due({ fittedAt: null }, 0)).toBe(false)
})
