import { expect, test } from '@jest/globals'
import type { Claim } from './claims.js'
import { marksOf, steppedFinding } from './marks.js'

const aClaim: Claim = {
  kind: 'rule',
  start: 10,
  end: 16,
  partner: { in: 'policy', start: 40, end: 90 },
}
const aFinding = {
  number: 1,
  severity: 'HARD' as const,
  spans: [{ in: 'TRACE', message: null, start: 5, end: 20 }],
}

test('a claim and its partner share an id', () => {
  expect(marksOf([], [aClaim], 0).map(({ id, in: pane, start }) => [id, pane, start])).toEqual([
    ['c1', 'trace', 10],
    ['c1', 'policy', 40],
  ])
})

test('a finding without a passage borrows the one of the claim it covers', () => {
  const marks = marksOf([aFinding], [aClaim], 0).filter(({ id }) => id === 'f1')
  expect(marks.map(({ in: pane, start, end }) => [pane, start, end])).toEqual([
    ['trace', 5, 20],
    ['policy', 40, 90],
  ])
})

test('a finding with its own passage borrows none', () => {
  const spans = [...aFinding.spans, { in: 'POLICY', message: null, start: 1, end: 2 }]
  const marks = marksOf([{ ...aFinding, spans }], [aClaim], 0).filter(({ id }) => id === 'f1')
  expect(marks.map(({ in: pane, start }) => [pane, start])).toEqual([
    ['trace', 5],
    ['policy', 1],
  ])
})

test('stepping goes round and starts at either end', () => {
  const findings = [{ number: 1 }, { number: 2 }]
  expect(steppedFinding(findings, null, 1)).toBe('f1')
  expect(steppedFinding(findings, null, -1)).toBe('f2')
  expect(steppedFinding(findings, 'f2', 1)).toBe('f1')
  expect(steppedFinding([], null, 1)).toBeNull()
})
