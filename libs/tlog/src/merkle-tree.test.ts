import { toHex } from '@assize/kernel'
import { expect, test } from '@jest/globals'
import * as vectors from './fixtures/vectors.js'
import { emptyRoot, leafHash, nodeHash, splitPoint, treeRoot } from './merkle-tree.js'

const leaves = vectors.entries.map(leafHash)

test.each(vectors.roots.map((root, size) => ({ size, root })))(
  'the published root of $size entries',
  ({ size, root }) => {
    expect(toHex(treeRoot(leaves.slice(0, size)))).toBe(root)
  },
)

test('the leaf of the empty entry is not the root of the empty tree', () => {
  expect(toHex(leafHash(''))).toBe(vectors.roots[1])
  expect(toHex(emptyRoot)).toBe(vectors.roots[0])
})

test('the published root of 70,000 entries', () => {
  const many = Array.from({ length: 70_000 }, (_, i) => leafHash(`{"verdict":${i}}`))
  expect(toHex(treeRoot(many))).toBe(vectors.manyEntriesRoot)
})

test('a tree divides at the largest power of two below its size, also beyond 32 bits', () => {
  expect([2n, 3n, 4n, 5n, 8n, 9n].map(splitPoint)).toEqual([1n, 2n, 2n, 4n, 4n, 8n])
  expect(splitPoint(2n ** 40n)).toBe(2n ** 39n)
  expect(splitPoint(2n ** 40n + 1n)).toBe(2n ** 40n)
})

test('the published leaf of an entry of one verdict', () => {
  const entry =
    '{"commit":"TE73/UvKe3t2OIMXjmRR9SWsxl1JbGuzgYJrVoKRuBA=","policy":"pii","verdict":"block"}'
  expect(toHex(leafHash(entry))).toBe(
    '30970005409870527e0b7c4e45d5b43b84068a5f85defce41c2a3ff94c4ae859',
  )
})

test('a node is made of two whole hashes', () => {
  expect(() => nodeHash(emptyRoot, emptyRoot.subarray(1))).toThrow(
    expect.objectContaining({ code: 'HASH_LENGTH' }),
  )
})
