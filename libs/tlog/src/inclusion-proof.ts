import { equalBytes } from '@assize/kernel'
import { nodeHash, splitPoint, type Hash } from './merkle-tree.js'
import { TileHashes, type TileReader } from './tile-hashes.js'
import { TlogError } from './tlog-error.js'

/** What leads from the leaf at `index` to the root of the tree of `size`, leaf side first. */
export async function inclusionProof(
  tiles: TileReader,
  index: bigint,
  size: bigint,
): Promise<Hash[]> {
  if (index < 0n || index >= size) throw outOfTree(index, size)
  const hashes = new TileHashes(tiles)
  const path: Promise<Hash>[] = []
  let [from, to] = [0n, size]
  while (to - from > 1n) {
    const middle = from + splitPoint(to - from)
    const left = index < middle
    path.unshift(left ? hashes.subtree(middle, to) : hashes.subtree(from, middle))
    if (left) to = middle
    else from = middle
  }
  return Promise.all(path)
}

export interface InclusionClaim {
  readonly leaf: Hash
  readonly index: bigint
  readonly size: bigint
  readonly proof: readonly Hash[]
  readonly root: Hash
}

/** Throws unless the leaf stands at the index of the tree with that root. Source: RFC 9162, section 2.1.3.2. */
export function verifyInclusion({ leaf, index, size, proof, root }: InclusionClaim): void {
  if (index < 0n || index >= size) throw outOfTree(index, size)
  let f = index
  let s = size - 1n
  let r = leaf
  for (const hash of proof) {
    if (s === 0n) throw wrongLength(index, size, proof.length)
    if (f & 1n || f === s) {
      r = nodeHash(hash, r)
      while (!(f & 1n) && f !== 0n) {
        f >>= 1n
        s >>= 1n
      }
    } else r = nodeHash(r, hash)
    f >>= 1n
    s >>= 1n
  }
  if (s !== 0n) throw wrongLength(index, size, proof.length)
  if (!equalBytes(r, root))
    throw new TlogError('ROOT_MISMATCH', `leaf ${index} does not lead to the stated root`, {
      index,
      size,
    })
}

const outOfTree = (index: bigint, size: bigint) =>
  new TlogError('INDEX_OUT_OF_TREE', `expected an index below ${size}, saw ${index}`, {
    index,
    size,
  })

const wrongLength = (index: bigint, size: bigint, hashes: number) =>
  new TlogError(
    'PROOF_LENGTH',
    `${hashes} hashes are not what leads from leaf ${index} to the root of ${size} leaves`,
    { index, size, hashes },
  )
