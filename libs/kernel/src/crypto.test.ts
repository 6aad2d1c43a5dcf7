import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as browser from './browser-crypto.js'
import { toHex } from './bytes.js'
import { publicKeyOf, sign, verify } from './ed25519.js'
import * as node from './node-crypto.js'

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
const message = fc.uint8Array({ maxLength: 300 })

test('both libraries offer the same names', () => {
  expect(Object.keys(browser).sort()).toEqual(Object.keys(node).sort())
})

test('both libraries give the same digests', () => {
  fc.assert(
    fc.property(fc.oneof(message, fc.string({ unit: 'binary' })), (data) => {
      expect(browser.sha256Hex(data)).toBe(node.sha256Hex(data))
      expect(toHex(browser.sha256(data))).toBe(toHex(node.sha256(data)))
      expect(browser.sha1Hex(data)).toBe(node.sha1Hex(data))
      expect(browser.hmacSha256Hex('key', data)).toBe(node.hmacSha256Hex('key', data))
    }),
  )
})

test('each library accepts what the other signed', () => {
  fc.assert(
    fc.property(seed, message, (key, text) => {
      const publicKey = node.ed25519PublicKey(key)
      expect(toHex(browser.ed25519PublicKey(key))).toBe(toHex(publicKey))
      const signature = node.ed25519Sign(key, text)
      expect(toHex(browser.ed25519Sign(key, text))).toBe(toHex(signature))
      expect(browser.ed25519Verify(publicKey, text, signature)).toBe(true)
      expect(node.ed25519Verify(publicKey, text, signature)).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('a flipped bit anywhere in key, message or signature is refused', () => {
  fc.assert(
    fc.property(seed, message, fc.nat(), fc.nat(2), (key, text, bit, where) => {
      const parts = [
        publicKeyOf(key),
        Uint8Array.of(1, ...text),
        sign(key, Uint8Array.of(1, ...text)),
      ]
      const hit = parts[where] ?? new Uint8Array(1)
      const at = bit % (hit.length * 8)
      hit[at >> 3] = (hit[at >> 3] ?? 0) ^ (1 << (at & 7))
      const [publicKey, signed, signature] = parts as [Uint8Array, Uint8Array, Uint8Array]
      expect(verify(publicKey, signed, signature)).toBe(false)
    }),
    { numRuns: 50 },
  )
})

test('what has the wrong length is no signature, and no seed', () => {
  const key = new Uint8Array(32)
  expect(verify(key, new Uint8Array(), new Uint8Array(63))).toBe(false)
  expect(verify(new Uint8Array(31), new Uint8Array(), new Uint8Array(64))).toBe(false)
  expect(() => sign(new Uint8Array(33), new Uint8Array())).toThrow('seed of 32 bytes, saw 33')
})
