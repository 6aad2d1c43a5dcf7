import { fromHex, toHex } from '@assize/kernel'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { consistencyProof, verifyConsistency } from './consistency-proof.js'
import { MemoryTiles } from './fixtures/memory-tiles.js'
import { naiveConsistency, naiveInclusion, naiveRoot } from './fixtures/naive-tree.js'
import * as vectors from './fixtures/vectors.js'
import { inclusionProof, verifyInclusion, type InclusionClaim } from './inclusion-proof.js'
import { emptyRoot, leafHash, treeRoot, type Hash } from './merkle-tree.js'
import { RightEdge } from './right-edge.js'
import { rootFromTiles } from './tile-hashes.js'

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()
const root = (size: bigint): Hash => bytes(vectors.roots[Number(size)] ?? '')
const leaves = vectors.entries.map(leafHash)
const eight = MemoryTiles.of(vectors.entries)

const claim = (index: bigint, size: bigint, proof: readonly string[]): InclusionClaim => ({
  index,
  size,
  leaf: leaves[Number(index)] ?? emptyRoot,
  proof: proof.map(bytes),
  root: root(size),
})

describe('published proofs', () => {
  test.each(vectors.inclusions)('of inclusion of %s in %s', async (index, size, hashes) => {
    expect((await inclusionProof(eight, index, size)).map(toHex)).toEqual(hashes)
    verifyInclusion(claim(index, size, hashes))
  })

  test.each(vectors.consistencies)('of consistency of %s with %s', async (from, to, hashes) => {
    expect((await consistencyProof(eight, from, to)).map(toHex)).toEqual(hashes)
    const proof = hashes.map(bytes)
    verifyConsistency({
      oldSize: from,
      newSize: to,
      oldRoot: root(from),
      newRoot: root(to),
      proof,
    })
  })
})

describe('the 70,000 published entries', () => {
  const many = Array.from({ length: 70_000 }, (_, i) => `{"verdict":${i}}`)
  const log = MemoryTiles.of(many)

  test('have the published root, by the right edge and by tiles', async () => {
    expect(toHex(log.edge.root)).toBe(vectors.manyEntriesRoot)
    expect(toHex(await rootFromTiles(log, 70_000n))).toBe(vectors.manyEntriesRoot)
    expect(toHex((await RightEdge.from(70_000n, log)).root)).toBe(vectors.manyEntriesRoot)
  })

  test('are proven from four tiles at most', async () => {
    for (const index of [0n, 255n, 256n, 65_535n, 65_536n, 69_888n, 69_999n]) {
      log.reads = 0
      const proof = await inclusionProof(log, index, 70_000n)
      expect(log.reads).toBeLessThanOrEqual(4)
      const leaf = leafHash(many[Number(index)] ?? '')
      verifyInclusion({ leaf, index, size: 70_000n, proof, root: log.edge.root })
    }
  })
})

/** Sizes around what a tile and a level hold, and any other. */
const size = fc.oneof(
  fc.integer({ min: 1, max: 700 }),
  fc.constantFrom(255, 256, 257, 511, 512, 513),
)
const entriesOf = (count: number) => Array.from({ length: count }, (_, i) => `entry ${i}`)
const hashes = entriesOf(700).map(leafHash)
const log = MemoryTiles.of(entriesOf(700))

test('every leaf proves inclusion in every later tree, by the hashes the definition gives', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), async (count, any) => {
      const index = any % count
      const tree = hashes.slice(0, count)
      const proof = await inclusionProof(log, BigInt(index), BigInt(count))
      expect(proof.map(toHex)).toEqual(naiveInclusion(index, tree).map(toHex))
      const leaf = tree[index] ?? emptyRoot
      verifyInclusion({
        leaf,
        index: BigInt(index),
        size: BigInt(count),
        proof,
        root: naiveRoot(tree),
      })
    }),
  )
})

test('every tree begins with every earlier one, by the hashes the definition gives', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), async (count, any) => {
      const before = any % (count + 1)
      const tree = hashes.slice(0, count)
      const proof = await consistencyProof(log, BigInt(before), BigInt(count))
      expect(proof.map(toHex)).toEqual(naiveConsistency(before, tree).map(toHex))
      verifyConsistency({
        oldSize: BigInt(before),
        newSize: BigInt(count),
        oldRoot: naiveRoot(tree.slice(0, before)),
        newRoot: naiveRoot(tree),
        proof,
      })
    }),
  )
})

test('all sizes up to 40: each inclusion and each consistency', async () => {
  for (let count = 1; count <= 40; count++) {
    const tree = hashes.slice(0, count)
    const stated = treeRoot(tree)
    for (let index = 0; index < count; index++) {
      const proof = await inclusionProof(log, BigInt(index), BigInt(count))
      const leaf = tree[index] ?? emptyRoot
      verifyInclusion({ leaf, index: BigInt(index), size: BigInt(count), proof, root: stated })
    }
    for (let before = 0; before <= count; before++)
      verifyConsistency({
        oldSize: BigInt(before),
        newSize: BigInt(count),
        oldRoot: treeRoot(tree.slice(0, before)),
        newRoot: stated,
        proof: await consistencyProof(log, BigInt(before), BigInt(count)),
      })
  }
})

describe('what does not follow is refused:', () => {
  const good = claim(5n, 8n, vectors.inclusions[1]?.[2] ?? [])
  const flipped = (hash: Hash): Hash =>
    Uint8Array.from(hash, (byte, i) => (i === 9 ? byte ^ 4 : byte))

  test.each<[string, Partial<InclusionClaim>, string]>([
    ['a flipped bit of the leaf', { leaf: flipped(good.leaf) }, 'ROOT_MISMATCH'],
    ['a flipped bit of the root', { root: flipped(good.root) }, 'ROOT_MISMATCH'],
    ['a flipped bit of a hash', { proof: good.proof.map(flipped) }, 'ROOT_MISMATCH'],
    ['another index', { index: 4n }, 'ROOT_MISMATCH'],
    ['another size', { size: 9n }, 'PROOF_LENGTH'],
    ['a proof one hash short', { proof: good.proof.slice(1) }, 'PROOF_LENGTH'],
    ['a proof one hash long', { proof: [...good.proof, good.leaf] }, 'PROOF_LENGTH'],
    ['an index that equals the size', { index: 8n }, 'INDEX_OUT_OF_TREE'],
    ['an index below nothing', { index: -1n }, 'INDEX_OUT_OF_TREE'],
    [
      'an index beyond 32 bits that ends in the same',
      { index: 5n + 2n ** 32n },
      'INDEX_OUT_OF_TREE',
    ],
  ])('%s', (_, change, code) => {
    verifyInclusion(good)
    expect(() => verifyInclusion({ ...good, ...change })).toThrow(expect.objectContaining({ code }))
  })

  const old = { oldSize: 6n, newSize: 8n, oldRoot: root(6n), newRoot: root(8n) }
  const sound = { ...old, proof: (vectors.consistencies[1]?.[2] ?? []).map(bytes) }

  test.each<[string, Partial<typeof sound>, string]>([
    ['an old checkpoint ahead of the new', { oldSize: 8n, newSize: 6n }, 'TREE_SHRANK'],
    ['the same size with another root', { oldSize: 8n, proof: [] }, 'ROOT_MISMATCH'],
    ['hashes where none are needed', { oldSize: 0n, oldRoot: emptyRoot }, 'PROOF_LENGTH'],
    ['another old root', { oldRoot: flipped(old.oldRoot) }, 'ROOT_MISMATCH'],
    ['another new root', { newRoot: flipped(old.newRoot) }, 'ROOT_MISMATCH'],
    ['a proof one hash short', { proof: sound.proof.slice(1) }, 'PROOF_LENGTH'],
    ['a proof one hash long', { proof: [...sound.proof, old.newRoot] }, 'PROOF_LENGTH'],
    ['no proof at all', { proof: [] }, 'PROOF_LENGTH'],
  ])('%s', (_, change, code) => {
    verifyConsistency(sound)
    expect(() => verifyConsistency({ ...sound, ...change })).toThrow(
      expect.objectContaining({ code }),
    )
  })

  test('a proof is not made of what the tree does not hold', async () => {
    await expect(inclusionProof(eight, 8n, 8n)).rejects.toMatchObject({ code: 'INDEX_OUT_OF_TREE' })
    await expect(consistencyProof(eight, 9n, 8n)).rejects.toMatchObject({ code: 'TREE_SHRANK' })
  })
})
