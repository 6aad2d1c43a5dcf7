import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { listStatedAmounts, mayHaveAmounts } from './stated-amounts.js'
import { readWords } from './words.js'

const pieces = fc.constantFrom(
  ...['three', 'Two', "one's", "one'two", '4', '40 %', '0.4', '3rd strike', 'second time', 'none'],
  ...['a single', 'a pair', 'once', 'Twice', 'first offence', '12', '1,000', 'x3', '_two', 'é'],
  ...[' ', ', ', '. ', '-', "'", '\n', 'at least ', ' needed', ' found', 'word'],
)
const texts = fc.array(pieces, { maxLength: 16 }).map((parts) => parts.join(''))

test('a stretch has no more amounts than its words may', () => {
  fc.assert(
    fc.property(texts, fc.nat(4), (text, least) => {
      const words = readWords(text)
      if (mayHaveAmounts({ text, words }, 0, text.length, least)) return
      expect(listStatedAmounts(text).length).toBeLessThan(least)
    }),
    { numRuns: 3_000 },
  )
})
