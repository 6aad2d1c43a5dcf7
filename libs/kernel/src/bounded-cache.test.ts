import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { BoundedCache } from './bounded-cache.js'

const sizeOf = (text: string): number => text.length

test('never holds more than its bound, and always what was kept last', () => {
  const writes = fc.array(fc.tuple(fc.nat(40), fc.nat(100)), { minLength: 1, maxLength: 80 })
  fc.assert(
    fc.property(writes, (all) => {
      const cache = new BoundedCache(1000, sizeOf)
      for (const [key, size] of all) {
        cache.keep(String(key), 'x'.repeat(size))
        expect(cache.held).toBeLessThanOrEqual(1000)
        expect(cache.find(String(key))).toBeDefined()
      }
    }),
  )
})

test('forgets first what nobody asked for longest', () => {
  const cache = new BoundedCache(3, sizeOf, 1)
  for (const key of ['a', 'b', 'c']) cache.keep(key, key)
  cache.find('a')
  cache.keep('d', 'd')
  expect(['a', 'b', 'c', 'd'].map((key) => cache.find(key))).toEqual(['a', undefined, 'c', 'd'])
})

test('a value larger than an eighth of the bound drives nothing out', () => {
  const cache = new BoundedCache(80, sizeOf)
  cache.keep('small', 'x')
  cache.keep('large', 'x'.repeat(11))
  expect([cache.find('large'), cache.find('small')]).toEqual([undefined, 'x'])
})
