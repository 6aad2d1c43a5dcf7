import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseCases } from '../policy-cases.js'
import { appended, caseLine, codesIn, labelsOf } from './case-lines.js'

describe('labels', () => {
  test.each([
    [
      'in braces',
      'labels: { VALID: allowed, "IN VALID": violates }\nrules: []',
      ['VALID', 'IN VALID'],
    ],
    [
      'one a line',
      'labels:\n  VALID: allowed\n  INVALID: violates # no\nrules:\n  - x',
      ['VALID', 'INVALID'],
    ],
    ['with other line ends', 'labels:\r\n  0: allowed\r\n  1: violates\r\nrules: []', ['0', '1']],
    ['none', 'title: x\n', []],
  ])('are read %s', (_, manifest, labels) => {
    expect(labelsOf(manifest)).toEqual(labels)
  })
})

test('a case that is added is read back as it was, whatever stood before it', () => {
  const before = fc.constantFrom(
    '',
    '{"content":"a","label":"VALID"}',
    '{"content":"a","label":"VALID"}\n',
  )
  fc.assert(
    fc.property(before, fc.string({ minLength: 1 }), fc.string(), (cases, text, note) => {
      const content = JSON.stringify({ text })
      const line = caseLine({ content, label: 'INVALID', rules: ['SP-1.1'], note })
      const all = parseCases(cases + appended(cases, line))
      expect(all).toHaveLength(cases === '' ? 1 : 2)
      expect(all.at(-1)).toMatchObject({
        ...{ content: text, label: 'INVALID', rules: ['SP-1.1'], note: note.trim() },
      })
    }),
  )
})

test('a conversation stays one', () => {
  const content = JSON.stringify({ messages: [{ role: 'user', content: 'hi' }] })
  expect(JSON.parse(caseLine({ content, label: 'VALID', rules: [], note: '' }))).toEqual({
    content: { messages: [{ role: 'user', content: 'hi' }] },
    ...{ label: 'VALID', rules: [] },
  })
})

test('codes are apart by blanks or commas', () => {
  expect(codesIn(' SP-1.1, SP-2.1  SP-3 ')).toEqual(['SP-1.1', 'SP-2.1', 'SP-3'])
})
