import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { unitsOf } from './code-units.js'
import { eachPlainWord } from './plain-words.js'
import { hashWords } from './word-hashes.js'
import { readWords, wordsWithin } from './words.js'

const signs = fc.constantFrom(...'aZ09\'’"-. \n–—…“”‘→≥éß\u0301\u200b漢字🙂')
const texts = fc.array(signs, { maxLength: 40 }).map((parts) => parts.join(''))

test('plain words are those of the pattern, and only a text with other letters is left to it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const found: string[] = []
      const parts: number[] = []
      const isPlain = eachPlainWord(
        unitsOf(text),
        text.length,
        (start, end) => found.push(text.slice(start, end)),
        (hash) => parts.push(hash),
      )
      expect(isPlain || /[^\p{ASCII}]/u.test(text)).toBe(true)
      if (!isPlain) return
      const pattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:['’][\p{L}\p{M}]+)*/gu
      expect(found).toEqual(text.match(pattern) ?? [])
      expect(parts).toEqual([...hashWords(text).words])
    }),
  )
})

test('the words of a part are those read of the part alone, each of at least its own classes', () => {
  fc.assert(
    fc.property(texts, fc.nat(40), fc.nat(40), (text, one, other) => {
      const [from = 0, to = 0] = [one, other]
        .map((at) => Math.min(at, text.length))
        .sort((a, b) => a - b)
      const { signs, isPlain, ...words } = wordsWithin(readWords(text), text, from, to)
      const alone = readWords(text.slice(from, to))
      expect({ ...alone, ...words }).toEqual(alone)
      expect(isPlain && !alone.isPlain).toBe(false)
      expect(alone.signs.map((each, at) => each & ~(signs[at] ?? 0))).toEqual(signs.map(() => 0))
    }),
    { numRuns: 2_000 },
  )
})
