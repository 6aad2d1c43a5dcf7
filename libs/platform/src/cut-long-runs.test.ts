import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cutLongRuns } from './cut-long-runs.js'

test('the pieces joined are the text, and none has a long run', () => {
  const run = fc.tuple(fc.constantFrom('a', ' ', '漢', '\n'), fc.nat(400))
  fc.assert(
    fc.property(fc.array(run), (runs) => {
      const text = runs.map(([character, length]) => character.repeat(length)).join('')
      const pieces = cutLongRuns(text)
      expect(pieces.join('')).toBe(text)
      for (const piece of pieces) expect(piece).not.toMatch(/\S{129}|\s{129}/)
    }),
  )
})

test('text as people write it stays in one piece', () => {
  const text = 'Supercalifragilisticexpialidocious words.\n\n'.repeat(500)
  expect(cutLongRuns(text)).toEqual([text])
})
