import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { eachMatch } from './each-match.js'

const patterns = [/a|ab/g, /\b/g, /(?:)/gu, /x*/g, /(?<sign>\p{L})./gu, /(?<=a)b?/gi, /\n+|$/g]
const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'x', ' ', '\n', 'é', '😀', '\ud83d') })

test('finds what the platform finds, in order, and leaves the pattern as it was', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...patterns), (text, pattern) => {
      const own = [...eachMatch(text, pattern)].map((match) => ({ ...match }))
      expect(own).toEqual([...text.matchAll(pattern)].map((match) => ({ ...match })))
      expect(pattern.lastIndex).toBe(0)
    }),
  )
})

test('passes over what begins before the place asked for', () => {
  const from = (since: number) => [...eachMatch('a ab a', /ab?/g, since)].map(({ index }) => index)
  expect([from(0), from(1), from(3), from(9)]).toEqual([[0, 2, 5], [2, 5], [5], []])
})

test('may be left early, and walks several texts at once', () => {
  const pattern = /\w/g
  const walks = ['abc', 'xyz'].map((text) => eachMatch(text, pattern))
  const letters = [0, 1, 0, 1].map((walk) => {
    const step = walks[walk]?.next()
    return step?.done === false ? step.value[0] : undefined
  })
  expect(letters).toEqual(['a', 'x', 'b', 'y'])
  for (const [letter] of eachMatch('abc', pattern)) if (letter === 'a') break
  expect([...eachMatch('c', pattern)]).toHaveLength(1)
})
