import { sha256Hex, toHex } from '@assize/kernel'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decodeBundle, encodeBundle, maxEntryBytes } from './entry-bundle.js'
import { MemoryTiles } from './fixtures/memory-tiles.js'
import * as vectors from './fixtures/vectors.js'
import { leafHash } from './merkle-tree.js'
import { RightEdge } from './right-edge.js'
import { rootFromTiles } from './tile-hashes.js'
import { parseTilePath, tilePath, tileWidth } from './tile.js'

describe('paths', () => {
  test.each([
    ['tile/0/x001/x234/067', { level: 0, number: 1_234_067n, width: 256 }],
    ['tile/1/273', { level: 1, number: 273n, width: 256 }],
    ['tile/2/005', { level: 2, number: 5n, width: 256 }],
    ['tile/0/273.p/112', { level: 0, number: 273n, width: 112 }],
    ['tile/entries/x001/000.p/1', { level: 'entries', number: 1000n, width: 1 }],
  ] as const)('%s', (path, address) => {
    expect(tilePath(address)).toBe(path)
    expect(parseTilePath(path)).toEqual(address)
  })

  test.each([
    'tile/0/5',
    'tile/0/x000/005',
    'tile/0/x001',
    'tile/0/001/005',
    'tile/0/005.p/0',
    'tile/0/005.p/256',
    'tile/0/005.p/07',
    'tile/00/005',
    'tile/64/005',
    'tile/-1/005',
    'tile/data/005',
    'tile/0/005/',
    '/tile/0/005',
    'tile/0/005\n',
    'tile/0/٠٠٥',
    'tile/0/../../secret',
  ])('%j is none', (path) => {
    expect(() => parseTilePath(path)).toThrow(
      expect.objectContaining({ code: 'TILE_PATH_MALFORMED' }),
    )
  })

  test('what is written is read back', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.nat(63), fc.constant('entries' as const)),
        fc.bigInt({ min: 0n, max: 2n ** 63n }),
        fc.integer({ min: 1, max: 256 }),
        (level, number, width) => {
          const address = { level, number, width }
          expect(parseTilePath(tilePath(address))).toEqual(address)
        },
      ),
    )
  })
})

test('the tiles of a tree of 70,000', () => {
  const width = (level: number | 'entries', number: bigint) => tileWidth(level, number, 70_000n)
  expect([width(0, 272n), width(0, 273n), width(0, 274n)]).toEqual([256, 112, 0])
  expect([width('entries', 273n), width('entries', 274n)]).toEqual([112, 0])
  expect([width(1, 0n), width(1, 1n), width(1, 2n)]).toEqual([256, 17, 0])
  expect([width(2, 0n), width(2, 1n), width(3, 0n)]).toEqual([1, 0, 0])
  expect(tileWidth(0, 0n, 256n)).toBe(256)
  expect(tileWidth(0, 1n, 256n)).toBe(0)
})

test('the published first tile and bundle of four entries', () => {
  const four = vectors.entries.slice(0, 4)
  const tile = MemoryTiles.of(four).tiles.get('0/0') ?? new Uint8Array()
  expect(sha256Hex(tile)).toBe('d010fb24f137d439a901b5c10758a91606b34b4396f4b7fb9d2b9c40d8d29dcc')
  expect(toHex(encodeBundle(four))).toBe('000000010000011000022021')
  expect(decodeBundle(encodeBundle(four)).map(toHex)).toEqual(four.map(toHex))
})

describe('the right edge', () => {
  const leaves = Array.from({ length: 1500 }, (_, i) => leafHash(String(i)))

  test('grown in any batches gives the tiles of one batch, each only growing at its end', () => {
    const batches = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(batches, (sizes) => {
        const grown = new MemoryTiles()
        let count = 0
        for (const size of sizes) {
          const before = new Map(grown.tiles)
          grown.append(leaves.slice(count, (count += size)))
          for (const [name, tile] of before)
            expect(toHex(grown.tiles.get(name) ?? new Uint8Array())).toMatch(
              new RegExp(`^${toHex(tile)}`),
            )
        }
        const once = new MemoryTiles()
        once.append(leaves.slice(0, count))
        expect(new Map([...grown.tiles].map(([name, tile]) => [name, toHex(tile)]))).toEqual(
          new Map([...once.tiles].map(([name, tile]) => [name, toHex(tile)])),
        )
        expect(toHex(grown.edge.root)).toBe(toHex(once.edge.root))
      }),
      { numRuns: 20 },
    )
  })

  test('taken up from stored tiles goes on as if it had never stopped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ max: 1500, min: 0 }), async (count) => {
        const log = new MemoryTiles()
        log.append(leaves.slice(0, count))
        const resumed = await RightEdge.from(BigInt(count), log)
        expect(toHex(resumed.root)).toBe(toHex(log.edge.root))
        for (const leaf of leaves.slice(0, 300)) {
          resumed.append(leaf)
          log.edge.append(leaf)
        }
        expect(resumed.takeChanged()).toEqual(log.edge.takeChanged())
        expect(resumed.size).toBe(BigInt(count) + 300n)
        expect(toHex(resumed.root)).toBe(toHex(log.edge.root))
      }),
      { numRuns: 20 },
    )
  })

  test('a copy and its original grow apart', () => {
    const edge = RightEdge.empty()
    edge.append(leafHash('a'))
    const copy = edge.copy()
    copy.append(leafHash('b'))
    expect([edge.size, copy.size]).toEqual([1n, 2n])
    expect(edge.takeChanged()).toHaveLength(1)
    expect(copy.takeChanged()[0]?.hashes).toHaveLength(64)
  })
})

test('a tile of the wrong width is refused', async () => {
  const log = MemoryTiles.of(vectors.entries)
  const whole = log.tiles.get('0/0') ?? new Uint8Array()
  for (const tile of [whole.subarray(32), whole.subarray(1), new Uint8Array(257 * 32)]) {
    log.tiles.set('0/0', tile)
    await expect(rootFromTiles(log, 8n)).rejects.toMatchObject({ code: 'TILE_WIDTH' })
    await expect(RightEdge.from(8n, log)).rejects.toMatchObject({ code: 'TILE_WIDTH' })
  }
})

describe('bundles', () => {
  test('an entry longer than its length can say is refused', () => {
    expect(encodeBundle([new Uint8Array(maxEntryBytes)])).toHaveLength(maxEntryBytes + 2)
    expect(() => encodeBundle([new Uint8Array(maxEntryBytes + 1)])).toThrow(
      expect.objectContaining({ code: 'ENTRY_TOO_LARGE', facts: { bytes: 65_536 } }),
    )
  })

  test('any entries come back', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 256 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries)).map(toHex)).toEqual(entries.map(toHex))
      }),
      { numRuns: 30 },
    )
  })

  test.each([
    ['a cut length', Uint8Array.of(0)],
    ['a cut entry', Uint8Array.of(0, 2, 7)],
    ['too many entries', new Uint8Array(2 * 257)],
  ])('%s is refused', (_, bundle) => {
    expect(() => decodeBundle(bundle)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_MALFORMED' }),
    )
  })
})
