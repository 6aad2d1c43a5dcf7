import { expect, test } from '@jest/globals'
import type { Decision } from './decision.js'
import { graceMs, requireReversible, reversibleUntil } from './reversal.js'
import type { ReviewError } from './review-error.js'

const recordedAt = new Date('2026-11-03T10:00:00.000Z')
const later = (ms: number): Date => new Date(recordedAt.getTime() + ms)
const decision = (over: Partial<Decision> = {}): Decision =>
  ({ id: 'd', decidedBy: 'ann', recordedAt, reversed: false, ...over }) as Decision

test.each([
  ['ann', {}, graceMs - 1, null],
  ['ann', {}, graceMs, 'GRACE_OVER'],
  ['bob', {}, 1, 'DECISION_NOT_YOURS'],
  ['ann', { reversed: true }, 1, 'DECISION_REVERSED'],
])('%s takes back %j after %i ms: %s', (who, over, afterMs, expected) => {
  let code: string | null = null
  try {
    requireReversible(decision(over), who, later(afterMs))
  } catch (error) {
    code = (error as ReviewError).code
  }
  expect(code).toBe(expected)
})

test('what is shown as reversible is what would be reversed', () => {
  expect(reversibleUntil(decision(), later(graceMs - 1))).toEqual(later(graceMs))
  expect(reversibleUntil(decision(), later(graceMs))).toBeNull()
  expect(reversibleUntil(decision({ reversed: true }), later(1))).toBeNull()
})
