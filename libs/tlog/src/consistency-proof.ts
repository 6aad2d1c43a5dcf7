import { equalBytes } from '@assize/kernel'
import { nodeHash, splitPoint, type Hash } from './merkle-tree.js'
import { TileHashes, type TileReader } from './tile-hashes.js'
import { TlogError } from './tlog-error.js'

/** What shows that the tree of `newSize` begins with the tree of `oldSize`. */
export async function consistencyProof(
  tiles: TileReader,
  oldSize: bigint,
  newSize: bigint,
): Promise<Hash[]> {
  if (oldSize < 0n || oldSize > newSize) throw shrank(oldSize, newSize)
  if (oldSize === 0n || oldSize === newSize) return []
  const hashes = new TileHashes(tiles)
  const proof: Promise<Hash>[] = []
  let [from, to] = [0n, newSize]
  while (to !== oldSize) {
    const middle = from + splitPoint(to - from)
    const left = oldSize <= middle
    proof.unshift(left ? hashes.subtree(middle, to) : hashes.subtree(from, middle))
    if (left) to = middle
    else from = middle
  }
  // The old tree itself needs no stating where it stands whole at the left.
  if (from > 0n) proof.unshift(hashes.subtree(from, to))
  return Promise.all(proof)
}

export interface ConsistencyClaim {
  readonly oldSize: bigint
  readonly newSize: bigint
  readonly oldRoot: Hash
  readonly newRoot: Hash
  readonly proof: readonly Hash[]
}

/** Throws unless the new tree begins with the old one. Source: RFC 9162, section 2.1.4.2. */
export function verifyConsistency(claim: ConsistencyClaim): void {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  if (oldSize < 0n || oldSize > newSize) throw shrank(oldSize, newSize)
  if (oldSize === 0n || oldSize === newSize) {
    if (proof.length > 0) throw wrongLength(claim)
    if (oldSize === newSize && !equalBytes(oldRoot, newRoot)) throw mismatch(claim, 'one size')
    return
  }
  const path = (oldSize & (oldSize - 1n)) === 0n ? [oldRoot, ...proof] : proof
  let f = oldSize - 1n
  let s = newSize - 1n
  while (f & 1n) {
    f >>= 1n
    s >>= 1n
  }
  const [first, ...rest] = path
  if (!first) throw wrongLength(claim)
  let a = first
  let b = first
  for (const hash of rest) {
    if (s === 0n) throw wrongLength(claim)
    if (f & 1n || f === s) {
      a = nodeHash(hash, a)
      b = nodeHash(hash, b)
      while (!(f & 1n) && f !== 0n) {
        f >>= 1n
        s >>= 1n
      }
    } else b = nodeHash(b, hash)
    f >>= 1n
    s >>= 1n
  }
  if (s !== 0n) throw wrongLength(claim)
  if (!equalBytes(a, oldRoot)) throw mismatch(claim, 'the old root')
  if (!equalBytes(b, newRoot)) throw mismatch(claim, 'the new root')
}

const shrank = (oldSize: bigint, newSize: bigint) =>
  new TlogError('TREE_SHRANK', `expected a tree of ${oldSize} leaves or more, saw ${newSize}`, {
    oldSize,
    newSize,
  })

const wrongLength = ({ oldSize, newSize, proof }: ConsistencyClaim) =>
  new TlogError(
    'PROOF_LENGTH',
    `${proof.length} hashes are not what leads from ${oldSize} to ${newSize} leaves`,
    { oldSize, newSize, hashes: proof.length },
  )

const mismatch = ({ oldSize, newSize }: ConsistencyClaim, what: string) =>
  new TlogError(
    'ROOT_MISMATCH',
    `the tree of ${newSize} leaves does not begin with that of ${oldSize}: ${what} does not follow`,
    { oldSize, newSize, failing: what },
  )
