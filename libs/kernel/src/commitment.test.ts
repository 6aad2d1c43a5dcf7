import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.js'
import { commitTo } from './commitment.js'
import { sha256Hex } from './digest.js'

const salt = Uint8Array.from({ length: 32 }, (_, i) => i)

test('the commitment of the published vector', () => {
  const commitment = commitTo(salt, '{"text":"hello","user":"u1"}')
  expect(Buffer.from(commitment).toString('hex')).toBe(
    '4c4ef7fd4bca7b7b763883178e6451f525acc65d496c6bb381826b568291b810',
  )
})

test('a salt of another length is refused', () => {
  expect(() => commitTo(new Uint8Array(31), '{}')).toThrow('32 bytes')
})

test('canonical JSON does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(reversed)).toBe(canonicalJson(value))
    }),
  )
})

test('the digest of nothing', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})
