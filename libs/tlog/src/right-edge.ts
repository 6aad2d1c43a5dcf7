import { concatBytes } from '@assize/kernel'
import { emptyRoot, nodeHash, type Hash } from './merkle-tree.js'
import { tileHashes, tileSpan, tileWidth } from './tile.js'
import { fold, type TileReader } from './tile-hashes.js'

/** A hash tile as far as it is filled. */
export interface Tile {
  readonly level: number
  readonly number: bigint
  readonly hashes: Uint8Array
}

/**
 * The end of a tree, from which it grows: the partial tile of each level, at most 255 hashes wide. Knows the root, and
 * which tiles have changed since they were last taken.
 */
export class RightEdge {
  #changed = new Map<string, Tile>()

  private constructor(
    private count: bigint,
    private readonly levels: Hash[][],
  ) {}

  static empty(): RightEdge {
    return new RightEdge(0n, [])
  }

  /** Reads one tile a level. The caller compares `root` with what it believes. */
  static async from(size: bigint, tiles: TileReader): Promise<RightEdge> {
    const levels: Hash[][] = []
    for (let level = 0; size >> BigInt(8 * level) > 0n; level++) {
      const number = size >> BigInt(8 * level + 8)
      const width = tileWidth(level, number, size)
      levels.push(width === 0 ? [] : tileHashes(await tiles.read(level, number), width))
    }
    return new RightEdge(size, levels)
  }

  get size(): bigint {
    return this.count
  }

  /** The fold of the perfect subtrees of this edge, the lowest first. */
  get root(): Hash {
    let root: Hash | null = null
    for (const hashes of this.levels)
      for (const subtree of perfectSubtrees(hashes).reverse())
        root = root === null ? subtree : nodeHash(subtree, root)
    return root ?? emptyRoot
  }

  append(leaf: Hash): void {
    this.count += 1n
    let hash = leaf
    for (let level = 0; ; level++) {
      const hashes = (this.levels[level] ??= [])
      hashes.push(hash)
      const number = (this.count - 1n) >> BigInt(8 * level + 8)
      if (hashes.length < tileSpan) return this.change(level, number)
      this.#changed.set(`${level}/${number}`, { level, number, hashes: concatBytes(...hashes) })
      hash = fold(hashes)
      this.levels[level] = []
    }
  }

  /** The tiles that grew since this was last asked, low levels first; each as wide as it is now. */
  takeChanged(): Tile[] {
    const changed = [...this.#changed.values()].map((tile) =>
      tile.hashes.length > 0
        ? tile
        : { ...tile, hashes: concatBytes(...(this.levels[tile.level] ?? [])) },
    )
    this.#changed = new Map()
    return changed.sort((a, b) => a.level - b.level || Number(a.number - b.number))
  }

  copy(): RightEdge {
    const copied = new RightEdge(
      this.count,
      this.levels.map((hashes) => [...hashes]),
    )
    copied.#changed = new Map(this.#changed)
    return copied
  }

  /** Bytes are joined when they are taken, not with every leaf. */
  private change(level: number, number: bigint): void {
    this.#changed.set(`${level}/${number}`, { level, number, hashes: new Uint8Array() })
  }
}

/** Roots of the perfect trees a row of hashes divides into, left to right. */
function perfectSubtrees(hashes: readonly Hash[]): Hash[] {
  const roots: Hash[] = []
  for (let at = 0, width = tileSpan; width > 0; width >>= 1)
    if (hashes.length & width) {
      roots.push(fold(hashes.slice(at, at + width)))
      at += width
    }
  return roots
}
