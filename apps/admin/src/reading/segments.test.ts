import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { segments, within } from './segments.js'

const aMark = fc.tuple(fc.nat(60), fc.nat(60)).map(([start, end]) => ({ start, end }))

describe('segments', () => {
  test('joined, they are the text, whatever the marks', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(aMark), (text, marks) => {
        const parts = segments(text, marks)
        expect(parts.map((part) => part.text).join('')).toBe(text)
      }),
    )
  })

  test('each mark covers exactly its own characters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.array(aMark), (text, marks) => {
        for (const mark of marks) {
          const covered = segments(text, marks)
            .filter((part) => part.marks.includes(mark))
            .map((part) => part.text)
            .join('')
          expect(covered).toBe(text.slice(mark.start, Math.max(mark.start, mark.end)))
        }
      }),
    )
  })

  test('overlapping marks share the characters they both cover', () => {
    const a = { start: 0, end: 5, name: 'a' }
    const b = { start: 3, end: 8, name: 'b' }
    expect(
      segments('abcdefghij', [a, b]).map((part) => [part.text, part.marks.map((m) => m.name)]),
    ).toEqual([
      ['abc', ['a']],
      ['de', ['a', 'b']],
      ['fgh', ['b']],
      ['ij', []],
    ])
  })

  test('a mark is said to end where its last character stands', () => {
    const mark = { start: 1, end: 3 }
    const ends = segments('abcd', [mark]).filter((part) => part.ending.includes(mark))
    expect(ends.map((part) => part.text)).toEqual(['bc'])
  })
})

test('marks seen from within a part are moved to its start, and others fall away', () => {
  const marks = [
    { start: 2, end: 6 },
    { start: 20, end: 24 },
  ]
  expect(within(marks, { start: 5, end: 15 })).toEqual([{ start: -3, end: 1 }])
})
