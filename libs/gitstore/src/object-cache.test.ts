import { expect, test } from '@jest/globals'
import { ObjectCache } from './object-cache.js'

const object = (size: number) => ({ type: 'blob' as const, content: new Uint8Array(size) })

test('empty objects take room too', () => {
  const cache = new ObjectCache(10_000)
  for (let n = 0; n < 50; n++) cache.keep('r', String(n), object(0))
  expect(cache.find('r', '0')).toBeUndefined()
  expect(cache.find('r', '49')).toBeDefined()
})

test('repositories do not see each other', () => {
  const cache = new ObjectCache()
  cache.keep('one', 'a', object(1))
  expect(cache.find('other', 'a')).toBeUndefined()
})
