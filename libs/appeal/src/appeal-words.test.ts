import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseReasons, parseStatement } from './appeal-words.js'

test('words are kept as they were written, up to their limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), (text) => {
      fc.pre(text.trim() !== '' && !text.includes('\0'))
      expect(parseStatement(text)).toBe(text)
      expect(parseReasons(text)).toBe(text)
    }),
  )
  expect(parseStatement('x'.repeat(10_000))).toHaveLength(10_000)
})

test.each([
  ['nothing', ''],
  ['blanks', ' \n\t '],
  ['one too many', 'x'.repeat(10_001)],
  ['NUL', 'a\u0000b'],
  ['half a surrogate pair', 'a\ud83d'],
])('%s is refused without being quoted', (_, text) => {
  expect(() => parseStatement(text)).toThrow('expected a statement of')
  expect(() => parseReasons(text)).toThrow('expected reasons of')
})
