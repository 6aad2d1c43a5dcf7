import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { markBegin, markEnd, toSegments } from './marked-text.js'

test('marks become segments', () => {
  expect(toSegments(`a ${markBegin}free${markEnd} parcel`)).toEqual([
    { text: 'a ', hit: false },
    { text: 'free', hit: true },
    { text: ' parcel', hit: false },
  ])
})

test('whatever stands there, no text is lost, none is invented, and no mark stays', () => {
  const piece = fc.oneof(fc.constantFrom(markBegin, markEnd, '<b>', '&'), fc.string())
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const marked = pieces.join('')
      const text = toSegments(marked)
        .map((segment) => segment.text)
        .join('')
      expect(text).toBe(
        marked.replace(new RegExp(`[${markBegin}]`, 'g'), '').replaceAll(markEnd, ''),
      )
    }),
  )
})
