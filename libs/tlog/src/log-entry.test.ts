import { canonicalJson, sha256Hex } from '@assize/kernel'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkEntry, entryOf, parseEntry } from './log-entry.js'
import { wordsText, type Row } from './log-kind.js'

const salt = Uint8Array.from({ length: 32 }, (_, i) => i)
const kind = {
  kind: 'verdict',
  idColumn: 'id',
  partColumn: null,
  facts: ['policy', 'outcome', 'label', 'sequence', 'types'],
}
const row: Row = {
  id: '019a9c62-5e00-7abc-8def-0123456789ab',
  policy: 'spam',
  outcome: 'violates',
  label: null,
  sequence: 4,
  types: ['unknown-rule'],
  external_id: 'post 17',
  cost_micros: 12,
  later: null,
}
const entry = entryOf(kind, row, salt)

test('an entry holds the facts its kind names and binds the rest', () => {
  expect(entry).toBe(
    '{"commit":"' +
      parseEntry(entry).commit +
      '","facts":{"outcome":"violates","policy":"spam","sequence":4,"types":["unknown-rule"]},' +
      '"id":"019a9c62-5e00-7abc-8def-0123456789ab","kind":"verdict","time":"2025-11-19T13:00:00.000Z","v":1}',
  )
  expect(entry).not.toContain('post 17')
  expect(() => checkEntry(kind, entry, row, salt)).not.toThrow()
})

test('a column added later, null in older rows, changes nothing', () => {
  expect(entryOf(kind, { ...row, added: null }, salt)).toBe(entry)
  expect(entryOf(kind, { ...row, added: 0 }, salt)).not.toBe(entry)
})

test('a part is stated where rows share an id', () => {
  const parts = { ...kind, kind: 'attempt', idColumn: 'verdict_id', partColumn: 'number' }
  const attempt = { verdict_id: row['id'], number: 2 }
  expect(parseEntry(entryOf(parts, attempt, salt)).part).toBe(2)
})

test('a long text is stated by its digest', () => {
  const long = 'é'.repeat(257)
  expect(parseEntry(entryOf(kind, { ...row, outcome: long }, salt)).facts['outcome']).toBe(
    `sha256:${sha256Hex(long)}`,
  )
  const short = 'é'.repeat(256)
  expect(parseEntry(entryOf(kind, { ...row, outcome: short }, salt)).facts['outcome']).toBe(short)
})

describe('a row that is not the one that was entered is named by what differs:', () => {
  test.each<[string, Row]>([
    ['outcome', { outcome: 'allowed' }],
    ['policy', { policy: 'harassment' }],
    ['label', { label: 'VALID' }],
    ['types', { types: [] }],
    ['sequence', { sequence: null }],
    ['id', { id: '019a9c62-5e00-7abc-8def-0123456789ac' }],
    ['commit', { external_id: 'post 18' }],
    ['commit', { cost_micros: 13 }],
    ['commit', { later: false }],
  ])('%s', (field, change) => {
    expect(() => checkEntry(kind, entry, { ...row, ...change }, salt)).toThrow(
      expect.objectContaining({
        code: 'ENTRY_MISMATCH',
        facts: expect.objectContaining({ field }) as unknown,
      }),
    )
  })

  test('the first of several', () => {
    const changed = { ...row, policy: 'x', outcome: 'allowed', external_id: 'y' }
    expect(() => checkEntry(kind, entry, changed, salt)).toThrow(
      'outcome differs: the entry states "violates", the row "allowed"',
    )
  })

  test('another salt', () => {
    const other = salt.map((byte) => byte ^ 1)
    expect(() => checkEntry(kind, entry, row, other)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ field: 'commit' }) as unknown }),
    )
  })

  test('any column at all', () => {
    const names = Object.keys(row)
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
        fc.pre(canonicalJson(row[name] ?? null) !== canonicalJson(value))
        expect(() => checkEntry(kind, entry, { ...row, [name]: value }, salt)).toThrow()
      }),
    )
  })
})

test.each([
  ['no JSON', '{'],
  ['another version', entry.replace('"v":1', '"v":2')],
  ['white space', entry.replace('"v":1', '"v": 1')],
  ['a field more', entry.replace('"v":1', '"v":1,"w":2')],
  ['a field less', entry.replace(/"time":"[^"]*",/, '')],
  ['keys in another order', entry.replace(/^\{("commit":"[^"]*"),(.*)\}$/, '{$2,$1}')],
  ['a list', '[]'],
  ['nothing', 'null'],
])('%s is no entry', (_, text) => {
  expect(() => parseEntry(text)).toThrow(expect.objectContaining({ code: 'ENTRY_MALFORMED' }))
})

describe('the words of a record', () => {
  const words = { trace: 'because', output: null, rationale: 'short', body: { b: 1, a: 2 } }

  test('as one object, with what is missing said to be null', () => {
    expect(wordsText('object', ['trace', 'output', 'rationale'], words)).toBe(
      '{"output":null,"rationale":"short","trace":"because"}',
    )
  })

  test('as one value', () => {
    expect(wordsText('value', ['body'], words)).toBe('{"a":2,"b":1}')
  })

  test('as the text itself', () => {
    expect(wordsText('text', ['trace'], words)).toBe('because')
  })
})
