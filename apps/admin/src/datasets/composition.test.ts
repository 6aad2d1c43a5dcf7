import { expect, test } from '@jest/globals'
import { compositionRows, splitsOf } from './composition.js'

const parts = [
  { policy: 'spam', label: 'VALID', split: 'test', kind: 'agreement', count: 2 },
  { policy: 'spam', label: 'VALID', split: 'train', kind: 'correction', count: 5 },
  { policy: 'spam', label: 'INVALID', split: 'train', kind: 'agreement', count: 1 },
]

test('rows sum to what the data set holds', () => {
  expect(compositionRows(parts)).toEqual([
    { policy: 'spam', label: 'INVALID', bySplit: { train: 1 }, corrections: 0, total: 1 },
    { policy: 'spam', label: 'VALID', bySplit: { test: 2, train: 5 }, corrections: 5, total: 7 },
  ])
})

test('splits stand in the order they are used', () => {
  expect(splitsOf(parts)).toEqual(['train', 'test'])
})
