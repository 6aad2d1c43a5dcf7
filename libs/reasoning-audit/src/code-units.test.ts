import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { unitsOf } from './code-units.js'

test('are those of the text, halves of a pair too, with a blank behind them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.boolean(), (part, isLong) => {
      const text = isLong ? part.padEnd(70_000, 'x') : part
      const codes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
      expect([...unitsOf(text).subarray(0, text.length + 1)]).toEqual([...codes, 32])
    }),
  )
  expect(unitsOf('\ud83d').at(0)).toBe(0xd83d)
})
