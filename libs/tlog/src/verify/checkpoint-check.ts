import { equalBytes } from '@assize/kernel'
import { openCheckpoint, type Checkpoint } from '../checkpoint.js'
import { formatVerifierKey } from '../note-key.js'
import { TlogError } from '../tlog-error.js'
import type { Difference } from './difference.js'
import { signsAt, type KnownKey } from './known-key.js'

/** A checkpoint beside the note it was read from. */
export interface NotedCheckpoint extends Checkpoint {
  readonly note: string
}

/** Whether a checkpoint is what its note says, and whether a key that counts for its size signed it. */
export function checkSignature(
  who: string,
  stored: NotedCheckpoint,
  keys: readonly KnownKey[],
): Difference | null {
  const { origin, size, root, note } = stored
  const inUse = keys.filter((known) => signsAt(known, size))
  try {
    const { checkpoint } = openCheckpoint(note, { logKeys: inUse.map(({ key }) => key) })
    const same =
      checkpoint.origin === origin && checkpoint.size === size && equalBytes(checkpoint.root, root)
    return same
      ? null
      : {
          ...{ type: 'checkpoint-altered', index: size.toString() },
          message: `${who} for ${size} entries of ${origin} says something else than its signed note`,
        }
  } catch (error) {
    if (!(error instanceof TlogError)) throw error
    return {
      ...{ type: 'checkpoint-unsigned', index: size.toString() },
      message: `${who} for ${size} entries of ${origin} is not signed by a known key: ${retiredBy(note, size, keys) ?? error.message}`,
    }
  }
}

/** Says so where the signature is a good one of a key whose time was over. */
function retiredBy(note: string, size: bigint, keys: readonly KnownKey[]): string | null {
  for (const known of keys.filter((each) => !signsAt(each, size)))
    try {
      openCheckpoint(note, { logKeys: [known.key] })
      return `it was signed with ${formatVerifierKey(known.key)}, which entry ${known.retiredIn} says was retired`
    } catch (error) {
      if (!(error instanceof TlogError)) throw error
    }
  return null
}
