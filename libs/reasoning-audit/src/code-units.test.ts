import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { unitsOf } from './code-units.js'

test('are those of the text, halves of a pair too, with a blank behind them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.boolean(), (part, isLong) => {
      const text = isLong ? part.padEnd(70_000, 'x') : part
      const units = unitsOf(text)
      const differs = (_: unknown, at: number) => units[at] !== text.charCodeAt(at)
      expect(Array.from({ length: text.length }).findIndex(differs)).toBe(-1)
      expect(units[text.length]).toBe(32)
    }),
  )
  expect(unitsOf('\ud83d').at(0)).toBe(0xd83d)
})
