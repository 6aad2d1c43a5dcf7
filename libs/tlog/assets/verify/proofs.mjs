import { leafHash, nodeHash } from './digests.mjs'
import { Fault } from './faults.mjs'
import { bytes } from './json.mjs'
import { openCheckpoint } from './notes.mjs'
import { checkRecord } from './records.mjs'

/** RFC 9162, section 2.1.3.2. */
function leadsTo(leaf, index, size, proof, root) {
  if (index >= size) return false
  let [position, last, hash] = [index, size - 1n, leaf]
  for (const next of proof) {
    if (last === 0n) return false
    if (position % 2n === 1n || position === last) {
      hash = nodeHash(next, hash)
      while (position % 2n === 0n && position !== 0n) [position, last] = [position / 2n, last / 2n]
    } else hash = nodeHash(hash, next)
    ;[position, last] = [position / 2n, last / 2n]
  }
  return last === 0n && hash.equals(root)
}

/** One proof with its record: what the record says, and under which checkpoint. */
export function verifyProof(
  proofText,
  recordText,
  trust,
  where = 'the proof',
  recordWhere = 'the record',
) {
  const end = proofText.indexOf('\n\n')
  const [first, ...lines] = proofText.slice(0, Math.max(end, 0)).split('\n')
  if (lines[0]?.startsWith('extra ')) lines.shift()
  const [, index] = /^index (0|[1-9]\d{0,18})$/.exec(lines.shift() ?? '') ?? []
  const hashes = lines.map((line) => bytes(line, 32))
  if (
    first !== 'c2sp.org/tlog-proof@v1' ||
    index === undefined ||
    hashes.length > 63 ||
    hashes.includes(null)
  )
    throw new Fault(where, 'this is not a proof of the form c2sp.org/tlog-proof@v1')
  const record = checkRecord(recordText, recordWhere)
  const checkpoint = openCheckpoint(proofText.slice(end + 2), trust, where)
  if (!leadsTo(leafHash(record.entryText), BigInt(index), checkpoint.size, hashes, checkpoint.root))
    throw new Fault(
      where,
      `entry ${index} of ${checkpoint.size} is another: the record was altered, or the proof belongs to something else`,
    )
  return { index: BigInt(index), checkpoint, ...record }
}
