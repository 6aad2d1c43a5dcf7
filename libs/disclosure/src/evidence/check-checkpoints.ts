import { fromBase64, isDomainError } from '@assize/kernel'
import { parseCheckpoint, parseNote, verifyConsistency, type Checkpoint } from '@assize/tlog'
import { faultOf, type Checkpoints } from './check-proofs.js'
import { PackageFault } from './package-fault.js'
import { linesOf } from './package-source.js'
import { objectIn, type Readable } from './readable.js'

/** The checkpoints are signed, and where one is older it is the beginning of the other. */
export async function checkCheckpoints(
  { source, paths }: Readable,
  checkpoints: Checkpoints,
): Promise<number> {
  const path = 'data/checkpoints.jsonl'
  if (!paths.has(path)) throw new PackageFault('FILE_MISSING', path, 'expected the checkpoints')
  const opened: Checkpoint[] = []
  let number = 0
  for await (const line of linesOf(source, path)) {
    const where = `${path} line ${++number}`
    const { note, size, root, consistency } = objectIn(line, where, 'CHECKPOINT_BROKEN')
    const checkpoint = checkpointIn(String(note), where, checkpoints)
    if (String(size) !== checkpoint.size.toString() || !sameRoot(root, checkpoint.root))
      throw new PackageFault('CHECKPOINT_BROKEN', where, 'size and root are not those of the note')
    const before = opened.at(-1)
    if (before) {
      const hashes = Array.isArray(consistency)
        ? consistency.map((hash) => hashIn(hash, where))
        : []
      faultOf('TREES_DIFFER', where, () =>
        verifyConsistency({
          ...{ oldSize: before.size, oldRoot: before.root },
          ...{ newSize: checkpoint.size, newRoot: checkpoint.root, proof: hashes },
        }),
      )
    }
    opened.push(checkpoint)
  }
  return opened.length
}

/** One that only a key signed which the caller does not name says nothing of its time, and must fit all the same. */
function checkpointIn(note: string, where: string, checkpoints: Checkpoints): Checkpoint {
  try {
    return checkpoints.open(note, where).checkpoint
  } catch (error) {
    const { cause } = error as { cause?: unknown }
    const unknownKey = isDomainError(cause) && /^(?:CHECKPOINT|NOTE)_UNSIGNED$/.test(cause.code)
    if (!unknownKey) throw error
    return faultOf('CHECKPOINT_BROKEN', where, () => parseCheckpoint(parseNote(note).text))
  }
}

const sameRoot = (stated: unknown, root: Uint8Array): boolean => {
  const bytes = fromBase64(String(stated))
  return bytes !== null && Buffer.compare(Buffer.from(bytes), Buffer.from(root)) === 0
}

function hashIn(value: unknown, where: string): Uint8Array {
  const bytes = fromBase64(String(value))
  if (bytes?.length === 32) return bytes
  throw new PackageFault('CHECKPOINT_BROKEN', where, 'expected hashes of 32 bytes in base64')
}
