import { concatBytes, sha256, toBytes } from '@assize/kernel'

/** 32 bytes: of a leaf, of a node, or the root of a tree. */
export type Hash = Uint8Array

export const hashBytes = 32

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** Source: RFC 6962, section 2.1, as all of this file. */
export const leafHash = (entry: Uint8Array | string): Hash =>
  sha256(concatBytes(leafPrefix, toBytes(entry)))

export const nodeHash = (left: Hash, right: Hash): Hash =>
  sha256(concatBytes(nodePrefix, left, right))

export const emptyRoot: Hash = sha256('')

/** The largest power of two strictly below `size`, which is two or more: where a tree divides. */
export function splitPoint(size: bigint): bigint {
  let point = 1n
  while (point * 2n < size) point *= 2n
  return point
}

/** Root of a tree over `leaves` (hashes), oldest first. An empty log hashes to SHA-256 of nothing. */
export function treeRoot(leaves: readonly Hash[]): Hash {
  const [first] = leaves
  if (!first) return emptyRoot
  if (leaves.length === 1) return first
  const point = Number(splitPoint(BigInt(leaves.length)))
  return nodeHash(treeRoot(leaves.slice(0, point)), treeRoot(leaves.slice(point)))
}
