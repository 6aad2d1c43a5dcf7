import { equalBytes, toHex } from '@assize/kernel'
import { hashBytes, leafHash, type Hash } from '../merkle-tree.js'
import type { RightEdge, Tile } from '../right-edge.js'
import { tileHashes, tilePath, tileSpan } from '../tile.js'
import { fold } from '../tile-hashes.js'
import type { Difference } from './difference.js'
import type { LogSource, StoredEntry } from './log-source.js'
import { titleOf } from './row-check.js'

export interface CheckedLeaves {
  /** What the tree holds at each index of the stretch, as far as it can be known. */
  readonly leaves: readonly Hash[]
  readonly differences: readonly Difference[]
}

/**
 * Holds the entries of a stretch against the leaves its tiles hold. Where they differ, the level above tells which of
 * them the tree was built of; what it was built of goes on, so that one altered entry spoils no root after it.
 * `from` is a multiple of 256.
 */
export async function checkLeaves(
  source: LogSource,
  entries: readonly StoredEntry[],
  from: bigint,
  to: bigint,
): Promise<CheckedLeaves> {
  const stored = new Map(entries.map((entry) => [entry.index, entry]))
  const leaves: Hash[] = []
  const differences: Difference[] = []
  for (let first = from; first < to; first += 256n) {
    const width = Number(to - first < 256n ? to - first : 256n)
    const tile = await source.tiles.read(0, first / 256n)
    const held = tile.length >= width * hashBytes ? tileHashes(tile, width) : null
    const own = Array.from({ length: width }, (_, i) => stored.get(first + BigInt(i)))
    const hashes = own.map((entry) => (entry ? leafHash(entry.entry) : null))
    const same = held?.every((hash, i) => hashes[i] && equalBytes(hash, hashes[i])) ?? false
    const believed = same || (await isOfTheTree(source, first / 256n, held)) ? held : null
    own.forEach((entry, i) => {
      const fault = same ? null : faultOf(entry, first + BigInt(i), held?.[i], believed, hashes)
      if (fault) differences.push(fault)
    })
    leaves.push(...(believed ?? hashes.map((hash, i) => hash ?? held?.[i] ?? noHash)))
  }
  return { leaves, differences }
}

const noHash: Hash = new Uint8Array(hashBytes)

/** Whether the level above a full tile holds what the tile folds to. Of one that is not full, only the root can tell. */
async function isOfTheTree(
  source: LogSource,
  number: bigint,
  held: readonly Hash[] | null,
): Promise<boolean> {
  if (held === null) return false
  if (held.length < tileSpan) return true
  const above = await source.tiles.read(1, number / 256n)
  const at = Number(number % 256n) * hashBytes
  const parent = above.subarray(at, at + hashBytes)
  return equalBytes(fold(held), parent)
}

function faultOf(
  entry: StoredEntry | undefined,
  index: bigint,
  held: Hash | undefined,
  believed: readonly Hash[] | null,
  hashes: readonly (Hash | null)[],
): Difference | null {
  const at = Number(index % 256n)
  const own = hashes[at]
  if (own && held && equalBytes(own, held)) return null
  if (!entry)
    return {
      ...{ type: 'entry-missing', index: index.toString() },
      message: `entry ${index} of the log is gone`,
    }
  if (believed === null)
    return {
      ...{ type: 'tile-altered', index: index.toString() },
      message: `the tile that holds leaf ${index} was changed: the tree was not built of it`,
    }
  const elsewhere = own ? believed.findIndex((hash) => equalBytes(hash, own)) : -1
  const named = { index: index.toString(), kind: entry.kind, id: entry.recordId }
  return elsewhere < 0
    ? {
        ...{ type: 'entry-altered', ...named },
        message: `entry ${index} (${titleOf(entry)}) is not the one the tree was built of`,
      }
    : {
        ...{ type: 'entry-moved', ...named },
        message: `entry ${index} (${titleOf(entry)}) was logged at ${index - BigInt(at) + BigInt(elsewhere)}: entries were re-ordered`,
      }
}

/** Holds tiles as they are stored against those that follow from the leaves. */
export async function checkTiles(
  source: LogSource,
  edge: RightEdge,
): Promise<readonly Difference[]> {
  const derived = edge.takeChanged()
  const stored = await source.tilesLike(derived)
  return derived.flatMap((tile, i) => {
    const bytes = stored[i]?.subarray(0, tile.hashes.length)
    return bytes && equalBytes(bytes, tile.hashes) ? [] : [tileAltered(tile)]
  })
}

const tileAltered = ({ level, number, hashes }: Tile): Difference => ({
  type: 'tile-altered',
  message: `${tilePath({ level, number, width: hashes.length / hashBytes })} is not what follows from the entries`,
})

export const rootDiffers = (who: string, size: bigint, root: Hash, derived: Hash): Difference => ({
  type: 'root-differs',
  index: size.toString(),
  message:
    `${who} for ${size} entries names the root ${toHex(root).slice(0, 16)}…, ` +
    `and the entries lead to ${toHex(derived).slice(0, 16)}…`,
})
