import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkPolicyText, maxTextBytes, readPolicyText } from './policy-text.js'

test('bytes that are text come back as they went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(readPolicyText(Buffer.from(text))).toBe(text)
    }),
  )
  expect(readPolicyText(Buffer.from('\ufeffa'))).toBe('\ufeffa')
})

test('bytes that are none are refused', () => {
  expect(() => readPolicyText(Uint8Array.from([0xc3, 0x28]))).toThrow(
    expect.objectContaining({ code: 'TEXT_NOT_UTF8' }),
  )
})

test('1 MiB is counted in bytes, and is still taken', () => {
  expect(checkPolicyText('é'.repeat(maxTextBytes / 2))).toHaveLength(maxTextBytes / 2)
  expect(() => checkPolicyText('é'.repeat(maxTextBytes / 2) + 'x')).toThrow(
    expect.objectContaining({ code: 'TEXT_TOO_LONG', facts: { sizeBytes: maxTextBytes + 1 } }),
  )
})
