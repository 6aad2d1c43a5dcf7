import { concatBytes } from '@assize/kernel'
import { tileSpan } from './tile.js'
import { TlogError } from './tlog-error.js'

/** What two bytes of length can say. */
export const maxEntryBytes = 65_535

/** Up to 256 entries, each after its length in two bytes. Source: C2SP tlog-tiles. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > tileSpan)
    throw malformed(`expected at most ${tileSpan} entries, saw ${entries.length}`)
  return concatBytes(...entries.flatMap((entry) => [lengthOf(entry), entry]))
}

export function decodeBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    const [high, low] = bundle.subarray(at, at + 2)
    if (high === undefined || low === undefined) throw malformed('a length is cut off')
    const end = at + 2 + high * 256 + low
    if (end > bundle.length) throw malformed('an entry is cut off')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  if (entries.length > tileSpan)
    throw malformed(`expected at most ${tileSpan} entries, saw ${entries.length}`)
  return entries
}

function lengthOf(entry: Uint8Array): Uint8Array {
  if (entry.length > maxEntryBytes)
    throw new TlogError(
      'ENTRY_TOO_LARGE',
      `expected an entry of at most ${maxEntryBytes} bytes, saw ${entry.length}`,
      { bytes: entry.length },
    )
  return Uint8Array.of(entry.length >> 8, entry.length & 0xff)
}

const malformed = (message: string) => new TlogError('BUNDLE_MALFORMED', message)
