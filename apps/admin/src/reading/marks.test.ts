import { expect, test } from '@jest/globals'
import type { Claim } from './claims.js'
import { marksOf, readingOrder, stepped } from './marks.js'

const aClaim: Claim = {
  number: 1,
  unsupported: false,
  kind: 'rule',
  start: 10,
  end: 16,
  partners: [{ in: 'policy', start: 40, end: 90 }],
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

test('claims and findings are stepped through in the order of the trace, round the end', () => {
  const whole = { ...aFinding, number: 2, spans: [] }
  const findings = [aFinding, whole]
  const ids = readingOrder(findings, marksOf(findings, [aClaim], 0))
  expect(ids).toEqual(['f2', 'f1', 'c1'])
  expect(stepped(ids, null, 1)).toBe('f2')
  expect(stepped(ids, null, -1)).toBe('c1')
  expect(stepped(ids, 'c1', 1)).toBe('f2')
  expect(stepped([], null, 1)).toBeNull()
})
