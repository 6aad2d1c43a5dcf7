import type { Difference } from './difference.js'
import type { RecordName, StoredEntry } from './log-source.js'
import { titleOf } from './row-check.js'

export const unknownKind = (entry: StoredEntry): Difference => ({
  ...{ type: 'entry-altered', index: entry.index.toString(), kind: entry.kind, id: entry.recordId },
  message: `entry ${entry.index} is of the kind ${entry.kind}, which the record does not have`,
})

export const notLogged = (name: RecordName & { readonly kind: string }): Difference => ({
  ...{ type: 'row-not-logged', kind: name.kind, id: name.recordId },
  ...(name.part === 0 ? {} : { part: name.part }),
  message: `${titleOf(name)} is on the record, and neither in the log nor in line for it`,
})

export const recordMissing = (name: RecordName & { readonly kind: string }): Difference => ({
  ...{ type: 'record-missing', kind: name.kind, id: name.recordId },
  message: `${titleOf(name)} waits for its place in the log, and is not on the record`,
})

export const shorter = (who: string, shown: bigint, size: bigint): Difference => ({
  type: 'log-shorter',
  index: size.toString(),
  message: `${who} is for ${shown} entries and the log holds ${size}: entries were lost`,
})
