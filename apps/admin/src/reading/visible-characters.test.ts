import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { visibleCharacters } from './visible-characters.js'

const codesIn = (text: string) =>
  visibleCharacters(text).flatMap((piece) => (piece.kind === 'token' ? [piece.code] : []))

test('pieces joined are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(
        visibleCharacters(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test.each([
  ['a\u200bb', ['U+200B']],
  ['a\u202eb\u202c', ['U+202E', 'U+202C']],
  ['\u2066x\u2069', ['U+2066', 'U+2069']],
  ['a\u00adb\ufeff', ['U+00AD', 'U+FEFF']],
  ['\u{e0041}', ['U+E0041']],
  ['\u0000', ['U+0000']],
])('characters that hide or turn are tokens: %j', (text, codes) => {
  expect(codesIn(text)).toEqual(codes)
})

test.each(['plain words', 'two\nlines\tand a tab', 'Zürich, naïve, 日本語, العربية', '👩‍👩‍👧 family'])(
  'ordinary writing has none: %s',
  (text) => {
    expect(codesIn(text)).toEqual([])
  },
)

test('a joiner outside an emoji is shown', () => {
  expect(codesIn('sp\u200dam')).toEqual(['U+200D'])
})
