import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { contentLimits } from './content.js'
import { fingerprintOf } from './fingerprint.js'
import { parseContent, parseFacts } from './parse-content.js'
import { TokenLimit } from './token-limit.js'

const codeOf = (act: () => unknown): unknown => {
  try {
    act()
    return 'accepted'
  } catch (error) {
    return (error as { code: unknown }).code
  }
}

describe('content is refused with a code', () => {
  test.each([
    ['CONTENT_EMPTY', { text: '' }],
    ['CONTENT_EMPTY', { text: ' \n\t ' }],
    ['CONTENT_EMPTY', { messages: [] }],
    ['CONTENT_AMBIGUOUS', {}],
    ['CONTENT_AMBIGUOUS', { text: 'a', messages: [] }],
    ['CONTENT_TOO_LARGE', { text: 'x'.repeat(1_000_000) }],
    ['CONTENT_INVALID_TEXT', { text: 'a\0b' }],
    ['CONTENT_INVALID_TEXT', { text: 'a\ud800b' }],
    ['CONTENT_UNKNOWN_ROLE', { messages: [{ role: 'developer', content: 'a' }] }],
    [
      'CONTENT_TOO_MANY_TURNS',
      {
        messages: Array.from({ length: contentLimits.turns + 1 }, () => ({
          role: 'user',
          content: 'a',
        })),
      },
    ],
  ])('%s', (code, input) => expect(codeOf(() => parseContent(input))).toBe(code))

  test('SUBJECT_OUT_OF_RANGE', () => {
    const input = { messages: [{ role: 'user', content: 'a' }] }
    expect(codeOf(() => parseContent(input, 1))).toBe('SUBJECT_OUT_OF_RANGE')
    expect(codeOf(() => parseContent(input, 0.5))).toBe('SUBJECT_OUT_OF_RANGE')
    expect(parseContent(input, 0).subject).toBe(0)
  })

  test('FIELD_INVALID', () => {
    expect(codeOf(() => parseFacts({ externalId: 'x'.repeat(201) }))).toBe('FIELD_INVALID')
    expect(codeOf(() => parseFacts({ region: 'D\nE' }))).toBe('FIELD_INVALID')
  })
})

test('no refusal quotes the content', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12, unit: 'grapheme' }), (text) => {
      fc.pre(text.trim().length > 12)
      try {
        parseContent({ text: `${text}\0` })
      } catch (error) {
        expect((error as Error).message).not.toContain(text)
      }
    }),
  )
})

test('accepted text is kept unit for unit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      fc.pre(text.trim() !== '' && !text.includes('\0'))
      expect(parseContent({ text }).messages).toEqual([{ role: 'user', content: text }])
    }),
  )
})

test('content that reads the same has one fingerprint, and the key matters', () => {
  const plain = parseContent({ text: 'caf\u00e9  au lait' })
  const decomposed = parseContent({ text: ' cafe\u0301 au\nlait ' })
  expect(fingerprintOf(plain, 'k')).toBe(fingerprintOf(decomposed, 'k'))
  expect(fingerprintOf(plain, 'k')).not.toBe(fingerprintOf(plain, 'l'))
})

class OneTokenAByte extends TokenLimit {
  counted = 0
  protected countTokens(text: string): number {
    this.counted++
    return text.length
  }
}

test('a conversation beyond the context of the model is refused, and short content is not counted', () => {
  const limit = new OneTokenAByte()
  limit.check(parseContent({ text: 'short' }))
  expect(limit.counted).toBe(0)
  const long = parseContent({
    messages: Array.from({ length: 4 }, () => ({ role: 'user', content: 'word '.repeat(10_000) })),
  })
  expect(codeOf(() => limit.check(long))).toBe('CONTENT_TOO_LONG')
})
