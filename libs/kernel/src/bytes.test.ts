import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { equalBytes, fromBase64, fromHex, toBase64, toHex } from './bytes.js'

test('hex and base64 give back the bytes they were made of', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes)
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    }),
  )
})

test.each(['QQ', 'QQ=', 'QR==', ' QQ==', 'QQ==\n', 'Q===', 'Q_==', 'QQ==QQ=='])(
  'base64 has one form: %j is refused',
  (text) => {
    expect(fromBase64(text)).toBeNull()
  },
)

test.each(['a', 'AA', '0x', 'aa '])('hex has one form: %j is refused', (text) => {
  expect(fromHex(text)).toBeNull()
})

test('bytes are equal when all of them are', () => {
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
  expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false)
})
