import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { RuleEntry } from './policy-manifest.js'
import { locateRules } from './rule-passages.js'

const entry = (code: string): RuleEntry => ({
  code,
  title: code,
  outcome: 'violates',
  severity: 'medium',
  precedence: 1,
  ground: 'terms',
})

const passages = (text: string, ...codes: string[]) =>
  locateRules(text, codes.map(entry)).map(({ start, end }) =>
    start === null || end === null ? null : text.slice(start, end),
  )

test('a list: each rule to the next one, with the lines that go on', () => {
  const text = [
    '# Spam',
    'A genuine SP-2 wins over SP-1.',
    '## Violates',
    '- SP-1 Promotion: thrice,',
    '  in one item.',
    '- SP-2 Lure: a prize.',
    '',
    '## Safe',
    '- SP-3 Offer.',
  ].join('\n')
  expect(passages(text, 'SP-1', 'SP-2', 'SP-3', 'SP-4')).toEqual([
    'SP-1 Promotion: thrice,\n  in one item.',
    'SP-2 Lure: a prize.',
    'SP-3 Offer.',
    null,
  ])
})

test('headings: each rule to the next heading of its rank', () => {
  const text = [
    '### HS1: Threats',
    '',
    'Any threat.',
    '#### Examples',
    'One.',
    '',
    '### HS2: Slurs (INVALID)',
    'Any slur.',
    '## Output',
    'HS1 or HS2',
  ].join('\n')
  expect(passages(text, 'HS1', 'HS2')).toEqual([
    'HS1: Threats\n\nAny threat.\n#### Examples\nOne.',
    'HS2: Slurs (INVALID)\nAny slur.',
  ])
})

test('a heading owns its sub-codes and no code that only begins alike', () => {
  const text = ['## SP2 Lures', 'SP2.a Prizes.', 'SP21 Other.', '## SP3 Rest'].join('\n')
  expect(passages(text, 'SP2', 'SP21')).toEqual(['SP2 Lures\nSP2.a Prizes.', 'SP21 Other.'])
})

test('a text of nothing but rules is read in moments', () => {
  const codes = Array.from({ length: 40_000 }, (_, n) => `A${n % 999}.${n % 97}.${n % 89}`)
  const startedAt = performance.now()
  expect(passages(codes.join('\n'), ...codes)).not.toContain(null)
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})

test('bold heads and marks before the code', () => {
  expect(passages('**FR2.a** Fake shops.\n**FR2.b** Fake fees.', 'FR2.a', 'FR2.b')).toEqual([
    'FR2.a** Fake shops.',
    'FR2.b** Fake fees.',
  ])
})

test('a rule that heads no line is found where it is named first', () => {
  expect(passages('x\nOf these, the rule SP-1 comes first.\ny', 'SP-1')).toEqual([
    'Of these, the rule SP-1 comes first.',
  ])
})

test('a code of another shape is found as a word', () => {
  expect(passages('NO_SPAM_X here\nNO_SPAM: never.', 'NO_SPAM')).toEqual(['NO_SPAM: never.'])
})

test('places lie within the text, whatever it is', () => {
  const piece = fc.constantFrom('SP-1', 'SP-2', '\n', '# ', '- ', ' ', 'word', '👍', '**', '\r\n')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      for (const { code, start, end } of locateRules(text, [entry('SP-1'), entry('SP-2')])) {
        if (start === null || end === null) continue
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(text.slice(start, end)).toContain(code)
      }
    }),
  )
})
