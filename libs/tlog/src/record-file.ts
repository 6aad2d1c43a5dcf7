import { commitTo, equalBytes, fromBase64, fromHex, toBase64 } from '@assize/kernel'
import { checkEntry, parseEntry, type EntryColumns, type LogEntry } from './log-entry.js'
import { wordsText, type Row } from './log-kind.js'
import { TlogError } from './tlog-error.js'

/** The words of a record with the salt that binds them. */
export interface RecordWords {
  readonly form: string
  readonly columns: readonly string[]
  readonly salt: Uint8Array
  readonly values: Row
}

/** Why a record comes without its words. */
export type WordsMissing = 'none' | 'erased' | 'withheld'

/** A record to hold against its proof: what the log says of it, the row itself and, if the reader may, its words. */
export interface RecordFile {
  readonly columns: EntryColumns
  readonly entry: string
  readonly salt: Uint8Array
  readonly row: Row
  readonly words: RecordWords | WordsMissing
}

export interface CheckedRecord {
  readonly entry: LogEntry
  /** `bound`: the words are those the row commits to. Otherwise why none are there. */
  readonly words: 'bound' | WordsMissing
}

const format = 'assize-record/1'

export const formatRecord = ({ columns, entry, salt, row, words }: RecordFile): string =>
  `${JSON.stringify(
    {
      format,
      kind: columns.kind,
      idColumn: columns.idColumn,
      partColumn: columns.partColumn,
      facts: columns.facts,
      entry,
      salt: toBase64(salt),
      row,
      words: typeof words === 'string' ? words : { ...words, salt: toBase64(words.salt) },
    },
    null,
    2,
  )}\n`

export function parseRecord(text: string): RecordFile {
  const file = objectOf(jsonOf(text), 'the file')
  if (file['format'] !== format) throw malformed(`the format ${format}`)
  return {
    columns: {
      kind: textOf(file['kind'], 'kind'),
      idColumn: textOf(file['idColumn'], 'idColumn'),
      partColumn: file['partColumn'] === null ? null : textOf(file['partColumn'], 'partColumn'),
      facts: textsOf(file['facts'], 'facts'),
    },
    entry: textOf(file['entry'], 'entry'),
    salt: saltOf(file['salt'], 'salt'),
    row: objectOf(file['row'], 'row'),
    words: wordsOf(file['words']),
  }
}

/** Throws unless the entry is that of the row, and the words, if there, are those the row commits to. */
export function checkRecord({ columns, entry, salt, row, words }: RecordFile): CheckedRecord {
  checkEntry(columns, entry, row, salt)
  if (typeof words === 'string') return { entry: parseEntry(entry), words }
  checkWords(words, row)
  return { entry: parseEntry(entry), words: 'bound' }
}

/** Throws unless the commitment of the row binds these words. */
export function checkWords(words: RecordWords, row: Row): void {
  const unbound = unboundIn(words)
  if (unbound !== undefined)
    throw new TlogError('WORDS_MISMATCH', `nothing binds ${unbound} to the record`, { unbound })
  const bound = commitTo(words.salt, wordsText(words.form, words.columns, words.values))
  const stated = byteaOf(row['commitment'])
  if (!stated || !equalBytes(bound, stated))
    throw new TlogError(
      'WORDS_MISMATCH',
      `the words (${words.columns.join(', ')}) are not those the record commits to`,
      { columns: words.columns },
    )
}

/** A column that stands among the words, and not in what their commitment is made of. */
const unboundIn = ({ form, columns, values }: RecordWords): string | undefined =>
  (form === 'object' ? undefined : columns[1]) ??
  Object.keys(values).find((name) => !columns.includes(name))

const byteaOf = (value: unknown): Uint8Array | null =>
  typeof value === 'string' && value.startsWith('\\x') ? fromHex(value.slice(2)) : null

function wordsOf(value: unknown): RecordWords | WordsMissing {
  if (value === 'none' || value === 'erased' || value === 'withheld') return value
  const words = objectOf(value, 'words')
  return {
    form: textOf(words['form'], 'words.form'),
    columns: textsOf(words['columns'], 'words.columns'),
    salt: saltOf(words['salt'], 'words.salt'),
    values: objectOf(words['values'], 'words.values'),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TlogError('RECORD_MALFORMED', 'expected a record in JSON', {}, { cause })
  }
}

function objectOf(value: unknown, name: string): Row {
  if (!isObject(value)) throw malformed(`${name} as an object`)
  return value
}

const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw malformed(`${name} as text`)
  return value
}

function textsOf(value: unknown, name: string): string[] {
  if (!Array.isArray(value)) throw malformed(`${name} as a list`)
  return value.map((item) => textOf(item, name))
}

function saltOf(value: unknown, name: string): Uint8Array {
  const salt = fromBase64(textOf(value, name))
  if (salt?.length !== 32) throw malformed(`${name} as 32 bytes in base64`)
  return salt
}

const malformed = (expected: string) =>
  new TlogError('RECORD_MALFORMED', `expected a record with ${expected}`)
