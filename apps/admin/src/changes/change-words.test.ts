import { expect, test } from '@jest/globals'
import {
  checksWords,
  conflictFrom,
  dismissal,
  ruleChangeWords,
  standingWords,
} from './change-words.js'
import type { Happening, RuleDiff, Signs } from './documents.js'

const merge: Signs['merge'] = {
  ...{ mergeable: false, approvals: 0, requiredApprovals: 1, conflicts: [], obstacles: [] },
}
const obstacles = (...kinds: Signs['merge']['obstacles'][number]['kind'][]) =>
  kinds.map((kind) => ({ kind, message: '' }))

test('of all that an open change waits for, the first to be seen to is named', () => {
  const all = obstacles('APPROVALS_MISSING', 'CHECKS_MISSING', 'CHANGES_REQUESTED')
  expect(standingWords('MERGED', merge)).toBe('merged')
  expect(standingWords('OPEN', { ...merge, conflicts: ['a'], obstacles: all })).toBe('in conflict')
  expect(standingWords('OPEN', { ...merge, obstacles: all })).toBe('changes requested')
  expect(standingWords('OPEN', { ...merge, obstacles: all.slice(0, 2) })).toBe('waits for checks')
  expect(standingWords('OPEN', { ...merge, obstacles: all.slice(0, 1) })).toBe(
    'waits for 1 approval',
  )
  expect(
    standingWords('OPEN', {
      ...{ ...merge, approvals: 1, requiredApprovals: 3, obstacles: all.slice(0, 1) },
    }),
  ).toBe('waits for 2 more approvals')
  expect(standingWords('OPEN', { ...merge, obstacles: obstacles('OWNERS_MISSING') })).toBe(
    'waits for an owner',
  )
  expect(standingWords('OPEN', merge)).toBe('ready to merge')
})

test('checks are told by those that failed, else by those that passed', () => {
  expect(checksWords([])).toBe('none')
  expect(checksWords([{ state: 'PASSED' }, { state: 'PASSED' }])).toBe('all passed')
  expect(checksWords([{ state: 'PASSED' }, { state: 'QUEUED' }])).toBe('1 of 2 passed')
  expect(checksWords([{ state: 'PASSED' }, { state: 'ERRORED' }])).toBe('1 of 2 failed')
})

const rule: NonNullable<RuleDiff['before']> = {
  ...{ title: 'Lure', outcome: 'VIOLATES', severity: 'LOW', precedence: 1, ground: 'terms' },
  ...{ start: null, end: null },
}

test('a rule tells all in which it changed', () => {
  const change: RuleDiff = {
    ...{ kind: 'changed', code: 'SP-1', fields: ['WORDING', 'SEVERITY', 'PRECEDENCE'] },
    ...{ before: rule, after: { ...rule, severity: 'HIGH', precedence: 2 } },
  }
  expect(ruleChangeWords(change)).toBe('re-worded, severity low to high, precedence 1 to 2')
  expect(ruleChangeWords({ ...change, kind: 'added', before: null, fields: [] })).toBe('added')
})

const happened = (more: Partial<Happening>): Happening => ({
  ...{ id: '1', kind: 'APPROVED', commit: 'aaaaaaaaaa', words: null, stands: false },
  ...{ recordedAt: '2026-11-01T00:00:00Z', by: { id: 'bea', name: 'Bea' } },
  ...more,
})

test('an approval that does not count says why', () => {
  const at = { head: 'bbbbbbbbbb', authors: [{ id: 'ann', name: 'Ann' }] }
  const first = happened({})
  const say = (event: Happening, ...later: Happening[]) =>
    dismissal(event, { ...at, events: [event, ...later] })
  expect(say(happened({ stands: true }))).toBeNull()
  expect(say(happened({ kind: 'COMMENTED' }))).toBeNull()
  expect(say(first)).toBe('dismissed: the branch moved on to bbbbbbb')
  expect(say(first, happened({ id: '2', kind: 'CHANGES_REQUESTED' }))).toBe(
    'asked for changes since',
  )
  expect(say(first, happened({ id: '2', stands: true }))).toBe('approved since')
  expect(say(happened({ by: { id: 'ann', name: 'Ann' } }))).toMatch(/wrote a part/)
})

test('a conflict is read from what a refusal says of it', () => {
  expect(conflictFrom({ paths: ['a', 1], commands: ['git fetch'] })).toEqual({
    paths: ['a'],
    commands: ['git fetch'],
  })
  expect(conflictFrom(null)).toEqual({ paths: [], commands: [] })
})
