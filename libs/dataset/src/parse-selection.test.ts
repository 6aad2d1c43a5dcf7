import { expect, test } from '@jest/globals'
import { parseDatasetName, parsePurpose, parseSeed, parseSelection } from './parse-selection.js'

test.each(['gold', 'a', 'spam-2026.11', 'x_y', 'a'.repeat(64)])('%s is a name', (name) => {
  expect(parseDatasetName(` ${name} `)).toBe(name)
})

test.each([
  '',
  ' ',
  '..',
  '../etc',
  'Gold',
  'gold set',
  'gold/1',
  '-gold',
  'gold.',
  'a'.repeat(65),
  'gold"; drop',
  'gol\u0000d',
])('%j is no name', (name) => {
  expect(() => parseDatasetName(name)).toThrow('expected a name')
})

test('nothing named chooses every policy, both kinds and nothing simulated', () => {
  expect(parseSelection({})).toEqual({
    policies: null,
    kinds: ['correction', 'agreement'],
    includeSimulated: false,
    decidedAfter: null,
    decidedBefore: null,
  })
})

test.each([
  [{ kinds: [] }],
  [{ kinds: ['gold'] }],
  [{ kinds: ['agreement', '__proto__'] }],
  [{ policies: [] }],
  [{ policies: ['a\u0000b'] }],
  [{ policies: ['x'.repeat(201)] }],
  [{ decidedAfter: new Date(2), decidedBefore: new Date(1) }],
])('%j selects nothing anyone could mean', (input) => {
  expect(() => parseSelection(input)).toThrow('expected')
})

test('purpose and seed are plain text of a bounded length', () => {
  expect(parsePurpose(' for the gate of spam v3\n')).toBe('for the gate of spam v3')
  expect(() => parsePurpose('x'.repeat(1001))).toThrow('expected a purpose')
  expect(() => parsePurpose('a\u0000')).toThrow('expected a purpose')
  expect(() => parseSeed('')).toThrow('expected a seed')
  expect(() => parseSeed('\ud800')).toThrow('expected a seed')
})
