import { concatBytes, sha256, toBytes } from '@assize/kernel'
import { TlogError } from './tlog-error.js'

/** 32 bytes: of a leaf, of a node, or the root of a tree. */
export type Hash = Uint8Array

export const hashBytes = 32

const leafPrefix = Uint8Array.of(0)

/** Source: RFC 6962, section 2.1, as all of this file. */
export const leafHash = (entry: Uint8Array | string): Hash =>
  sha256(concatBytes(leafPrefix, toBytes(entry)))

/** Prefix, left, right: filled anew for each node, since a tree is mostly this. */
const node = new Uint8Array(1 + 2 * hashBytes).fill(1, 0, 1)

export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== hashBytes || right.length !== hashBytes)
    throw new TlogError('HASH_LENGTH', `expected hashes of ${hashBytes} bytes, saw others`)
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  return sha256(node)
}

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
