import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { pairsOf, pieces } from './swapped.js'

test('what differs is cut out of what is the same', () => {
  expect(pieces('He sells a lamp', [{ start: 0, end: 2 }])).toEqual([
    { text: 'He', marked: true },
    { text: ' sells a lamp', marked: false },
  ])
  expect(pieces('the same', [])).toEqual([{ text: 'the same', marked: false }])
})

test('pieces are the text, whatever is marked in it', () => {
  const range = fc
    .tuple(fc.nat(20), fc.nat(20))
    .map(([start, more]) => ({ start, end: start + more }))
  fc.assert(
    fc.property(fc.string(), fc.array(range), (text, ranges) => {
      const sorted = ranges.toSorted((a, b) => a.start - b.start)
      expect(
        pieces(text, sorted)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('cases of one pair stand together, others are left out', () => {
  const cases = [
    { index: 0, pair: 'lamp' },
    { index: 1, pair: null },
    { index: 2, pair: 'chair' },
    { index: 3, pair: 'lamp' },
  ]
  expect(pairsOf(cases).map(({ pair, members }) => [pair, members.map((m) => m.index)])).toEqual([
    ['lamp', [0, 3]],
    ['chair', [2]],
  ])
})
