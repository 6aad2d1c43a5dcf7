import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isUuid, uuidV7, uuidV7Floor, uuidV7TimeMs } from './uuid.js'

const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const entropy = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('an id carries its instant', () => {
  fc.assert(
    fc.property(instant, entropy, (ms, bytes) => {
      const id = uuidV7(ms, bytes)
      expect(isUuid(id)).toBe(true)
      expect(id[14]).toBe('7')
      expect(uuidV7TimeMs(id)).toBe(ms)
    }),
  )
})

test('ids of a later instant sort after ids of an earlier one', () => {
  fc.assert(
    fc.property(instant, instant, entropy, entropy, (a, b, x, y) => {
      fc.pre(a < b)
      expect(uuidV7(a, x) < uuidV7(b, y)).toBe(true)
    }),
  )
})

test('the floor of an instant is at or below each of its ids', () => {
  fc.assert(
    fc.property(instant, entropy, (ms, bytes) => {
      expect(uuidV7Floor(ms) <= uuidV7(ms, bytes)).toBe(true)
    }),
  )
})

test('too little entropy is refused', () => {
  expect(() => uuidV7(0, new Uint8Array(9))).toThrow('10 bytes')
})
