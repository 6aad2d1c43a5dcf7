import { expect, test } from '@jest/globals'
import { selectionWords } from './selection-words.js'

test('a selection reads as a sentence', () => {
  expect(
    selectionWords({
      kinds: ['correction', 'agreement'],
      policies: ['spam'],
      includeSimulated: true,
      decidedAfter: '2026-11-01T00:00:00.000Z',
      decidedBefore: null,
      shares: { dev: 0.1, train: 0.8, test: 0.1 },
      leftOut: { erased: 0, unlabelled: 2 },
    }),
  ).toEqual({
    chosen:
      'corrections and agreements, under spam, decided from 2026-11-01, on simulated verdicts too',
    splits: 'train 80 %, dev 10 %, test 10 %',
    leftOut: '2 without a label',
  })
})

test('what an older data set does not tell is not made up', () => {
  expect(selectionWords({ policies: null })).toEqual({
    chosen: 'decisions, under any policy',
    splits: null,
    leftOut: null,
  })
})
