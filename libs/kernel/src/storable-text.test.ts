import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isStorableText, toStorableText } from './storable-text.js'

const unit = fc.constantFrom('a', '\0', '\ud83d', '\ude00', '𝕬', '\ufffd')

test('any text becomes one that can be held, unit for unit; one that can be held stays', () => {
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const held = toStorableText(text)
      expect(isStorableText(held)).toBe(true)
      expect(held).toHaveLength(text.length)
      if (isStorableText(text)) expect(held).toBe(text)
    }),
  )
})
