import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { AnchoredPattern } from './anchored-pattern.js'
import { readWords } from './words.js'

const source = String.raw`\b(?:laws?\b(?! firm)|(?:house|club) rules?(?: of (\w+))?|o'clock)`
const pattern = new AnchoredPattern(source, 'i', /^(?:laws?|house|club|o)$/)
const text = fc
  .array(
    fc.constantFrom(
      ...['law', 'Laws', 'law firm', "in'law", "law's", '_law', 'law_', 'house', 'rules', 'club'],
      ...[
        'club rules of house',
        'House rule',
        "o'clock",
        '4law',
        'law4',
        ', ',
        ' ',
        '\n',
        '-',
        'é',
      ],
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

test('finds what looking at every sign finds', () => {
  fc.assert(
    fc.property(text, (given) => {
      const found = [...pattern.matches(given, readWords(given))].map((match) => ({ ...match }))
      const expected = [...given.matchAll(new RegExp(source, 'gi'))].map((match) => ({ ...match }))
      expect(found).toEqual(expected)
    }),
  )
})
