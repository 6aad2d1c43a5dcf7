import { expect, test } from '@jest/globals'
import type { Publication } from './documents.js'
import {
  armWords,
  dueWords,
  earlierVersions,
  fromField,
  shareOf,
  toField,
} from './release-words.js'

test('the clock of a rollback tells what is left of its day, or what is over it', () => {
  const now = new Date('2026-05-03T10:00:00Z')
  expect(dueWords('2026-05-04T09:00:00Z', now)).toBe('23 h left')
  expect(dueWords('2026-05-03T08:00:00Z', now)).toBe('overdue by 2 h')
})

test('what may be gone back to was in force before, and is told once', () => {
  const publication = (commit: string, sequence: number) =>
    ({ commit, version: { commit, sequence } }) as Publication
  const past = [publication('c', 3), publication('b', 2), publication('a', 1), publication('b', 2)]
  expect(earlierVersions(past, 'c').map(({ sequence }) => sequence)).toEqual([2, 1])
})

test('a date is read in UTC, and nothing else is', () => {
  const at = '2026-11-14T09:41'
  expect(fromField(at)).toBe('2026-11-14T09:41:00.000Z')
  expect(toField(new Date(`${at}:07Z`))).toBe(at)
  expect(fromField('14.11.2026')).toBeNull()
  expect(fromField('2026-99-99T00:00')).toBeNull()
})

test('arms and shares are told in words', () => {
  expect(armWords('CANARY', 10)).toBe('canary, 10 % of the content')
  expect(armWords('SHADOW', null)).toBe('shadow')
  const outcome = [{ value: 'VIOLATES', count: 1 }]
  expect(shareOf({ total: 8, outcome }, 'VIOLATES')).toBe('12.5 %')
  expect(shareOf({ total: 8, outcome }, 'ALLOWED')).toBe('0.0 %')
  expect(shareOf({ total: 0, outcome: [] }, 'VIOLATES')).toBe('–')
})
