import { equalBytes } from '@assize/kernel'
import { openCheckpoint } from '../checkpoint.js'
import type { VerifierKey } from '../note-key.js'
import { TlogError } from '../tlog-error.js'
import type { Difference } from './difference.js'
import type { StoredCheckpoint } from './log-source.js'

/** Whether a stored checkpoint is what its note says, and whether a key that is known signed it. */
export function checkSignature(
  stored: StoredCheckpoint,
  logKeys: readonly VerifierKey[],
): Difference | null {
  const { origin, size, root, note } = stored
  try {
    const { checkpoint } = openCheckpoint(note, { logKeys })
    const same =
      checkpoint.origin === origin && checkpoint.size === size && equalBytes(checkpoint.root, root)
    return same
      ? null
      : {
          ...{ type: 'checkpoint-altered', index: size.toString() },
          message: `the checkpoint stored for ${size} entries of ${origin} says something else than its signed note`,
        }
  } catch (error) {
    if (!(error instanceof TlogError)) throw error
    return {
      ...{ type: 'checkpoint-unsigned', index: size.toString() },
      message: `the checkpoint for ${size} entries of ${origin} is not signed by a known key: ${error.message}`,
    }
  }
}
