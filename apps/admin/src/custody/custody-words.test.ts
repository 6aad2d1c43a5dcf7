import { expect, test } from '@jest/globals'
import { daysWords, reachWords } from './custody-words.js'

test('what would go is told in words, by name where it has one', () => {
  expect(reachWords({ kind: 'CONTENT', count: 1, named: [] })).toBe('1 content item')
  expect(reachWords({ kind: 'DATA_SET', count: 2, named: ['gold v1', 'gold v2'] })).toBe(
    '2 data set versions that lose items: gold v1, gold v2',
  )
})

test('days that are whole years say so', () => {
  expect(daysWords(730)).toBe('730 days (2 years)')
  expect(daysWords(365)).toBe('365 days (1 year)')
  expect(daysWords(200)).toBe('200 days')
})
