import { commitTo, sha256 } from './digests.mjs'
import { Fault } from './faults.mjs'
import { bytes, canonical, isObject, parsed, withoutNulls } from './json.mjs'

export function checkRecord(text, where) {
  const record = parsed(text, where)
  const { entry: entryText, row, idColumn, partColumn, facts: names } = record
  const salt = bytes(String(record.salt), 32)
  if (
    record.format !== 'assize-record/1' ||
    typeof entryText !== 'string' ||
    !isObject(row) ||
    !salt ||
    !Array.isArray(names)
  )
    throw new Fault(where, 'this is not a record of the form assize-record/1')
  const entry = parsed(entryText, where)
  if (!isObject(entry) || entry.v !== 1 || !isObject(entry.facts) || canonical(entry) !== entryText)
    throw new Fault(where, 'its entry is not a canonical entry of version 1')
  const hour =
    Math.floor(parseInt(String(row[idColumn]).replace('-', '').slice(0, 12), 16) / 3_600_000) *
    3_600_000
  const expected = {
    kind: record.kind,
    id: row[idColumn],
    part: partColumn === null ? undefined : row[partColumn],
    time: Number.isNaN(hour) ? undefined : new Date(hour).toISOString(),
    ...Object.fromEntries(names.map((name) => [`facts.${name}`, fact(row[name])])),
  }
  const stated = Object.entries(entry.facts).map(([name, value]) => [`facts.${name}`, value])
  const seen = {
    kind: entry.kind,
    id: entry.id,
    part: entry.part,
    time: entry.time,
    ...Object.fromEntries(stated),
  }
  for (const name of new Set([...Object.keys(expected), ...Object.keys(seen)]))
    if (canonical(expected[name] ?? null) !== canonical(seen[name] ?? null))
      throw new Fault(
        where,
        `${name} differs: the entry states ${short(seen[name])}, the row ${short(expected[name])}`,
      )
  if (commitTo(salt, canonical(withoutNulls(row))).toString('base64') !== entry.commit)
    throw new Fault(
      where,
      'the row is not the one its entry commits to: a column was altered, added or removed',
    )
  return { entry, entryText, row, words: checkWords(record.words, row, where) }
}

const fact = (value) =>
  typeof value === 'string' && value.length > 256
    ? `sha256:${sha256(value).toString('hex')}`
    : value

const short = (value) => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 100 ? 'something longer' : text
}

/** The words (trace, rationale, content) are bound by the row's own commitment. */
function checkWords(words, row, where) {
  if (['none', 'erased', 'withheld'].includes(words)) return words
  if (!isObject(words) || !isObject(words.values) || !Array.isArray(words.columns))
    throw new Fault(where, 'its words are malformed')
  const { form, columns, values } = words
  const extra =
    Object.keys(values).find((name) => !columns.includes(name)) ??
    (form === 'object' ? undefined : columns[1])
  if (extra !== undefined) throw new Fault(where, `nothing binds ${extra} to the record`)
  const whole = () =>
    canonical(Object.fromEntries(columns.map((name) => [name, values[name] ?? null])))
  const text =
    form === 'text'
      ? String(values[columns[0]] ?? '')
      : form === 'value'
        ? canonical(values[columns[0]] ?? null)
        : whole()
  const salt = bytes(String(words.salt), 32)
  if (!salt || `\\x${commitTo(salt, text).toString('hex')}` !== row.commitment)
    throw new Fault(where, `the words (${columns.join(', ')}) are not those the record commits to`)
  return 'bound'
}
