import { commitTo, equalBytes, fromHex } from '@assize/kernel'
import { checkEntry } from '../log-entry.js'
import { wordsText, type LogKind, type Row } from '../log-kind.js'
import { TlogError } from '../tlog-error.js'
import type { Difference } from './difference.js'
import { nameKey, type LogSource, type StoredEntry } from './log-source.js'

/** Holds entries of one kind against their rows, and the rows against their words. */
export async function checkRows(
  source: LogSource,
  kind: LogKind,
  entries: readonly StoredEntry[],
): Promise<readonly Difference[]> {
  const rows = await source.rows(kind, entries)
  const words = await source.words(kind, entries)
  const differences: Difference[] = []
  const wordless: (StoredEntry & { readonly row: Row })[] = []
  for (const entry of entries) {
    const row = rows.get(nameKey(entry))
    if (!row) {
      differences.push(rowMissing(entry))
      continue
    }
    const altered = rowAltered(kind, entry, row) ?? wordsAltered(kind, entry, row, words)
    if (altered === 'no words') wordless.push({ ...entry, row })
    else if (altered) differences.push(altered)
  }
  if (wordless.length === 0) return differences
  const excused = await source.erased(kind, wordless)
  return differences.concat(
    wordless.filter((entry) => !excused.has(nameKey(entry))).map(wordsMissing),
  )
}

function rowAltered(kind: LogKind, stored: StoredEntry, row: Row): Difference | null {
  try {
    checkEntry(kind, new TextDecoder().decode(stored.entry), row, stored.salt)
    return null
  } catch (error) {
    if (!(error instanceof TlogError)) throw error
    const { field } = error.facts as { readonly field?: string }
    const named = field === undefined || field === 'commit' ? 'a fact of the row' : field
    return {
      type: 'row-altered',
      ...nameOf(stored),
      field: named,
      message: `${titleOf(stored)} is not as it was logged: ${named} differs`,
    }
  }
}

function wordsAltered(
  kind: LogKind,
  stored: StoredEntry,
  row: Row,
  words: ReadonlyMap<string, Row>,
): Difference | 'no words' | null {
  if (kind.wordsTable === null || kind.wordsForm === null) return null
  const commitment = bytesOf(row['commitment'])
  const kept = words.get(nameKey(stored))
  if (!kept) return commitment === null ? null : 'no words'
  const salt = bytesOf(kept['salt'])
  const text = wordsText(kind.wordsForm, kind.wordsColumns, kept)
  if (commitment && salt?.length === 32 && equalBytes(commitTo(salt, text), commitment)) return null
  return {
    type: 'words-altered',
    ...nameOf(stored),
    field: kind.wordsColumns.join(', '),
    message: `${titleOf(stored)} has other words (${kind.wordsColumns.join(', ')}) than it was recorded with`,
  }
}

const rowMissing = (stored: StoredEntry): Difference => ({
  type: 'row-missing',
  ...nameOf(stored),
  message: `${titleOf(stored)} is in the log and not on the record: the row is gone`,
})

const wordsMissing = (stored: StoredEntry): Difference => ({
  type: 'words-missing',
  ...nameOf(stored),
  field: 'words',
  message: `${titleOf(stored)} has lost its words, and no erasure is recorded for its content`,
})

const nameOf = ({ index, kind, recordId, part }: StoredEntry) => ({
  ...{ index: index.toString(), kind, id: recordId },
  ...(part === 0 ? {} : { part }),
})

export const titleOf = ({ kind, recordId, part }: Omit<StoredEntry, 'index' | 'salt' | 'entry'>) =>
  `${kind} ${recordId}${part === 0 ? '' : ` part ${part}`}`

/** Bytes as PostgreSQL's JSON has them: `\x` and hex. */
const bytesOf = (value: unknown): Uint8Array | null =>
  typeof value === 'string' && value.startsWith('\\x') ? fromHex(value.slice(2)) : null
