import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { allotted, excerptOf } from './excerpt.js'

const long = Array.from({ length: 2_000 }, (_, i) => `word${i}`).join(' ')

test('a text that is short enough is shown as it is', () => {
  const marks = [{ number: 1, start: 2, end: 4 }]
  expect(excerptOf('a text', marks, 100)).toEqual({
    passages: [{ leftOut: 0, text: 'a text', marks }],
    leftOut: 0,
  })
})

test('of a long one its beginning and what is marked further on', () => {
  const start = long.indexOf('word1500')
  const { passages, leftOut } = excerptOf(long, [{ number: 3, start, end: start + 8 }], 2_000)
  expect(passages).toHaveLength(2)
  expect(passages[0]?.text.startsWith('word0 word1 ')).toBe(true)
  const [mark] = passages[1]?.marks ?? []
  expect(passages[1]?.text.slice(mark?.start, mark?.end)).toBe('word1500')
  expect(leftOut).toBeGreaterThan(0)
})

test('no more is shown than may be, nothing is shown twice, and what is marked is what was marked', () => {
  const aMark = fc.record({ number: fc.nat(9), start: fc.nat(20_000), length: fc.nat(5_000) })
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }).map((unit) => (unit + 'x').repeat(60)),
      fc.array(aMark, { maxLength: 8 }),
      fc.integer({ min: 1, max: 4_000 }),
      (text, places, most) => {
        const marks = places
          .map(({ number, start, length }) => ({ number, start, end: start + length + 1 }))
          .filter(({ end }) => end <= text.length)
        const { passages, leftOut } = excerptOf(text, marks, most)
        const shown = passages.reduce((sum, passage) => sum + passage.text.length, 0)
        expect(shown).toBeLessThanOrEqual(Math.max(most, text.length <= most ? text.length : 0))
        const before = passages.reduce((sum, passage) => sum + passage.leftOut, 0)
        expect(before + shown + leftOut).toBe(text.length)
        let at = 0
        for (const passage of passages) {
          at += passage.leftOut
          expect(text.slice(at, at + passage.text.length)).toBe(passage.text)
          for (const { number, start, end } of passage.marks)
            expect(
              marks.some(
                (mark) =>
                  mark.number === number && mark.start <= at + start && mark.end >= at + end,
              ),
            ).toBe(true)
          at += passage.text.length
        }
      },
    ),
  )
})

test('several texts share what may be shown: short ones are whole, long ones alike', () => {
  expect(allotted([10, 1_000, 2_000], 500)).toEqual([10, 245, 245])
  expect(allotted([10, 20], 500)).toEqual([10, 20])
  fc.assert(
    fc.property(fc.array(fc.nat(100_000)), fc.nat(50_000), (lengths, most) => {
      const given = allotted(lengths, most)
      expect(given.every((each, i) => each <= (lengths[i] ?? 0))).toBe(true)
      expect(given.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(most)
    }),
  )
})
