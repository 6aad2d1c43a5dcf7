import { emptyRoot, nodeHash, splitPoint, type Hash } from './merkle-tree.js'
import { tileHashes } from './tile.js'

/** Where tiles lie. What it gives is not believed: whoever holds a root finds a wrong tile by it. */
export abstract class TileReader {
  /** The tile at its widest, 32 bytes a hash; a prefix of it is the same tile of a smaller tree. */
  abstract read(level: number, number: bigint): Promise<Uint8Array>
}

/** Hashes of a tree out of its tiles, each of which is read once. */
export class TileHashes {
  readonly #read = new Map<string, Promise<Uint8Array>>()

  constructor(private readonly tiles: TileReader) {}

  /** Of the subtree over leaves `from` to `to` (not included), divided as a tree of that size is. */
  async subtree(from: bigint, to: bigint): Promise<Hash> {
    const size = to - from
    if (size <= 0n) return emptyRoot
    const height = perfectHeight(size)
    if (height !== null) return this.perfect(height, from >> BigInt(height))
    const middle = from + splitPoint(size)
    return nodeHash(...(await Promise.all([this.subtree(from, middle), this.subtree(middle, to)])))
  }

  /** Of the perfect subtree number `index` among those of 2^height leaves. */
  async perfect(height: number, index: bigint): Promise<Hash> {
    const level = Math.floor(height / 8)
    const count = 1 << (height % 8)
    const first = index * BigInt(count)
    const offset = Number(first % 256n)
    const tile = await this.tile(level, first / 256n)
    return fold(tileHashes(tile, offset + count, offset))
  }

  private tile(level: number, number: bigint): Promise<Uint8Array> {
    const key = `${level}/${number}`
    const known = this.#read.get(key)
    if (known) return known
    const tile = this.tiles.read(level, number)
    this.#read.set(key, tile)
    return tile
  }
}

/** Root of the tree of `size` leaves. */
export const rootFromTiles = (tiles: TileReader, size: bigint): Promise<Hash> =>
  new TileHashes(tiles).subtree(0n, size)

/** Root of a perfect tree over a power of two of hashes. */
export function fold(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1) row = pairs(row)
  return row[0] ?? emptyRoot
}

function pairs(row: readonly Hash[]): Hash[] {
  const next: Hash[] = []
  for (let i = 0; i + 1 < row.length; i += 2)
    next.push(nodeHash(row[i] ?? emptyRoot, row[i + 1] ?? emptyRoot))
  return next
}

const perfectHeight = (size: bigint): number | null =>
  (size & (size - 1n)) === 0n ? size.toString(2).length - 1 : null
