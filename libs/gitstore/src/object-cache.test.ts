import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ObjectCache } from './object-cache.js'

const object = (size: number) => ({ type: 'blob' as const, content: new Uint8Array(size) })

test('never holds more than its bound, and always what was asked for last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(40), fc.nat(900)), { minLength: 1, maxLength: 80 }),
      (writes) => {
        const cache = new ObjectCache(10_000)
        for (const [name, size] of writes) {
          cache.keep('r', String(name), object(size))
          expect(cache.sizeBytes).toBeLessThanOrEqual(10_000)
          expect(cache.find('r', String(name))).toBeDefined()
        }
      },
    ),
  )
})

test('an object larger than an eighth of the bound drives nothing out', () => {
  const cache = new ObjectCache(8_000)
  cache.keep('r', 'small', object(10))
  cache.keep('r', 'large', object(5_000))
  expect(cache.find('r', 'large')).toBeUndefined()
  expect(cache.find('r', 'small')).toBeDefined()
})

test('repositories do not see each other', () => {
  const cache = new ObjectCache()
  cache.keep('one', 'a', object(1))
  expect(cache.find('other', 'a')).toBeUndefined()
})
