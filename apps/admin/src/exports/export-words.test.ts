import { expect, test } from '@jest/globals'
import { pageOfRequest, requestWords, sizeWords } from './export-words.js'

test('a filter reads as a sentence part', () => {
  const filter = { policies: ['spam', 'harassment'], flagged: true, decidedAfter: '2026-05-01' }
  expect(requestWords({ filter, format: 'csv' })).toBe(
    'policies spam or harassment, flagged yes, decided after 2026-05-01, as csv',
  )
  expect(requestWords({ filter: {}, format: 'jsonl' })).toBe('every verdict, as jsonl')
  expect(requestWords({ title: 'Q4', size: 50 })).toBe('50 verdicts for “Q4”')
  expect(requestWords({ filter: { flagged: true }, quoted: 'erased' })).toBe(
    'flagged yes, words that were erased since',
  )
  expect(requestWords(null)).toBe('every verdict')
})

test('what is asked of one record leads to its page', () => {
  expect(pageOfRequest({ verdictId: 'v1' })?.page).toBe('/verdicts/v1')
  expect(pageOfRequest({ caseId: 'c1' })?.page).toBe('/workbench/c1')
  expect(pageOfRequest({ filter: { policies: ['spam'] } })).toBeNull()
})

test('a size has the unit that fits', () => {
  expect([12, 2_048, 5_000_000, '3000000000'].map(sizeWords)).toEqual([
    ...['12 B', '2.0 kB', '4.8 MB', '2.79 GB'],
  ])
})
