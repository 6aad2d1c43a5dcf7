import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { senseOf } from './risk-words.js'
import { WordSet } from './word-set.js'

const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 5 }))
const sensesOf = (forms: readonly string[]) => ({ senses: forms.map(senseOf) })

test('holds what a set of strings holds, in the same order', () => {
  fc.assert(
    fc.property(words, words, words, (some, others, asked) => {
      const own = new WordSet([sensesOf(some), sensesOf(others)])
      const plain = new Set([...some, ...others])
      expect(own.list.map(({ form }) => form)).toEqual([...plain])
      expect(own.size).toBe(plain.size)
      for (const word of [...some, ...asked]) {
        expect(own.has(senseOf(word))).toBe(plain.has(word))
        expect(own.indexOf(senseOf(word))).toBe([...plain].indexOf(word))
      }
    }),
  )
})

test('tells words apart whose numbers are equal, and knows a word from another reading', () => {
  const like = { ...senseOf('one'), form: 'other' }
  const own = new WordSet([{ senses: [senseOf('one')] }])
  expect(own.has(like)).toBe(false)
  expect(own.has({ ...senseOf('one') })).toBe(true)
})
