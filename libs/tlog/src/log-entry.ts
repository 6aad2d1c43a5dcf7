import { canonicalJson, commitTo, sha256Hex, toBase64, uuidV7TimeMs } from '@assize/kernel'
import { stated, type LogKind, type Row } from './log-kind.js'
import { TlogError } from './tlog-error.js'

/** Of a kind, what it takes to hold an entry against a row. */
export type EntryColumns = Pick<LogKind, 'kind' | 'idColumn' | 'partColumn' | 'facts'>

/** An entry as it stands in the log. FORMAT.md says it field by field. */
export interface LogEntry {
  readonly v: 1
  readonly kind: string
  readonly id: string
  readonly part?: number
  readonly time: string
  readonly facts: Row
  readonly commit: string
}

/** A longer text is stated by its digest. */
const longestFact = 256
const hourMs = 3_600_000

/** The canonical text of the entry for `row`, committed to under `salt` (32 bytes, fresh for each row). */
export const entryOf = (kind: EntryColumns, row: Row, salt: Uint8Array): string =>
  canonicalJson(entryFor(kind, row, salt))

function entryFor(kind: EntryColumns, row: Row, salt: Uint8Array): LogEntry {
  const id = String(row[kind.idColumn])
  return {
    v: 1,
    kind: kind.kind,
    id,
    ...(kind.partColumn === null ? {} : { part: Number(row[kind.partColumn]) }),
    time: hourOf(id),
    facts: factsOf(kind.facts, row),
    commit: toBase64(commitTo(salt, canonicalJson(stated(row)))),
  }
}

/** The hour an id was made in: time enough to order by, too little to find a person by. */
const hourOf = (id: string): string =>
  new Date(Math.floor(uuidV7TimeMs(id) / hourMs) * hourMs).toISOString()

const factsOf = (names: readonly string[], row: Row): Row =>
  stated(Object.fromEntries(names.map((name) => [name, factOf(row[name])])))

const factOf = (value: unknown): unknown =>
  typeof value === 'string' && value.length > longestFact ? `sha256:${sha256Hex(value)}` : value

export function parseEntry(text: string): LogEntry {
  let entry: unknown
  try {
    entry = JSON.parse(text)
  } catch (cause) {
    throw new TlogError('ENTRY_MALFORMED', 'expected an entry in JSON', {}, { cause })
  }
  if (!isEntry(entry)) throw malformed('version 1 with its fields, and no others')
  if (canonicalJson(entry) !== text) throw malformed('canonical JSON')
  return entry
}

const fields = ['v', 'kind', 'id', 'part', 'time', 'facts', 'commit']

function isEntry(value: unknown): value is LogEntry {
  if (typeof value !== 'object' || value === null) return false
  const entry = value as Readonly<Record<string, unknown>>
  return (
    Object.keys(entry).every((name) => fields.includes(name)) &&
    entry['v'] === 1 &&
    [entry['kind'], entry['id'], entry['time'], entry['commit']].every(
      (text) => typeof text === 'string',
    ) &&
    (entry['part'] === undefined || Number.isInteger(entry['part'])) &&
    typeof entry['facts'] === 'object' &&
    entry['facts'] !== null
  )
}

/** Throws unless `text` is the entry for `row` under `salt`; names the first thing that differs. */
export function checkEntry(kind: EntryColumns, text: string, row: Row, salt: Uint8Array): void {
  const entry = parseEntry(text)
  const derived = entryFor(kind, row, salt)
  for (const name of ['kind', 'id', 'part', 'time'] as const)
    if (entry[name] !== derived[name]) throw differs(name, entry[name], derived[name])
  const names = [...new Set([...Object.keys(entry.facts), ...Object.keys(derived.facts)])].sort()
  for (const name of names)
    if (sameJson(entry.facts[name], derived.facts[name]) === false)
      throw differs(name, entry.facts[name], derived.facts[name])
  if (entry.commit !== derived.commit)
    throw new TlogError(
      'ENTRY_MISMATCH',
      `the ${kind.kind} is not the one its entry commits to: a column the entry does not state, or the salt, differs`,
      { kind: kind.kind, id: entry.id, field: 'commit' },
    )
}

const sameJson = (a: unknown, b: unknown): boolean =>
  canonicalJson(a ?? null) === canonicalJson(b ?? null)

const differs = (field: string, entry: unknown, row: unknown) =>
  new TlogError(
    'ENTRY_MISMATCH',
    `${field} differs: the entry states ${shown(entry)}, the row ${shown(row)}`,
    { field, entry, row },
  )

/** Facts are closed words, ids and digests; anything longer is not one, and is not shown. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 100 ? 'something longer' : text
}

const malformed = (expected: string) =>
  new TlogError('ENTRY_MALFORMED', `expected an entry in ${expected}`)
