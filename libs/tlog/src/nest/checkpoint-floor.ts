import { equalBytes, toHex } from '@assize/kernel'
import { rootFromTiles, type TileReader } from '../index.js'

/** A tree that somebody was shown; ours must begin with it. */
export interface Floor {
  /** "the exported checkpoint", "witness w1" */
  readonly who: string
  readonly size: bigint
  /** Null where only the size is known. */
  readonly root: Uint8Array | null
}

/** Why a tree of `size` may not be signed, in words; null where it begins with every tree that was shown. */
export async function faultAgainst(
  floors: readonly Floor[],
  size: bigint,
  tiles: TileReader,
): Promise<string | null> {
  for (const { who, size: shown, root } of floors) {
    if (shown > size)
      return (
        `${who} shows ${shown} entries and this log holds ${size}: entries were lost, as by restoring an older ` +
        'database; restore the newer one, or go on under another name with assize log continue-as'
      )
    if (root === null || equalBytes(await rootFromTiles(tiles, shown), root)) continue
    return (
      `${who} shows another tree of ${shown} entries than this log holds (root ${toHex(root).slice(0, 16)}…): ` +
      'entries were changed, or another database stands in its place'
    )
  }
  return null
}
