#!/usr/bin/env node
/**
 * Verifies Assize evidence without Assize: one file, no dependencies, Node 18 or later, no network.
 *
 *   node verify.mjs PACKAGE_FOLDER --key VKEY
 *   node verify.mjs RECORD.tlog-proof --key VKEY [--record RECORD.record.json]
 *
 * Written from the specifications (RFC 6962 and 9162, RFC 8493, RFC 8785, C2SP signed-note, tlog-checkpoint,
 * tlog-cosignature, tlog-proof) and not from the product's own code, so that an error in one shows in the other.
 */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const usage = `Verifies Assize evidence offline: an unpacked evidence package, or one proof with its record.

  node verify.mjs PACKAGE_FOLDER --key VKEY
  node verify.mjs NAME.tlog-proof --key VKEY [--record NAME.record.json]

  --key VKEY        the log's public key, from where you trust it: not out of the package. May be repeated.
  --witness VKEY    the public key of a witness whose cosignature counts. May be repeated.
  --witnesses N     how many different witnesses must have signed each checkpoint (default 0)
  --json            the answer as JSON

Exit code 0: everything holds. 1: something does not, and the first such thing is named. 2: wrong use.`

/** Something that does not hold. `where` is the file it was seen in. */
export class Fault extends Error {
  constructor(where, why) {
    super(why)
    this.where = where
  }
}

/** Signed, if at all, by nobody whose key was given. */
class Unsigned extends Fault {}

class WrongUse extends Error {}

const sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const leafHash = (entry) => sha256(Buffer.of(0), entry)
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)

// Keys and notes ----------------------------------------------------------------------------------------------------

export function parseKey(vkey) {
  const [name, id, ...rest] = vkey.split('+')
  const typed = Buffer.from(rest.join('+'), 'base64')
  const derived = sha256(`${name}\n`, typed).subarray(0, 4).toString('hex')
  if (!name || typed.length !== 33 || ![1, 4].includes(typed[0]) || derived !== id)
    throw new WrongUse(`not a verifier key: ${JSON.stringify(vkey)}`)
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)])
  return {
    name,
    id,
    type: typed[0],
    key: createPublicKey({ key: der, format: 'der', type: 'spki' }),
  }
}

/** Ed25519 over the text; a witness (type 4) signs its time before the text. */
function holds({ type, key }, text, signature) {
  if (type === 1) return signature.length === 64 && verifySignature(null, text, key, signature)
  if (signature.length !== 72) return false
  const stamped = `cosignature/v1\ntime ${signature.readBigUInt64BE()}\n`
  return verifySignature(
    null,
    Buffer.concat([Buffer.from(stamped), text]),
    key,
    signature.subarray(8),
  )
}

function openCheckpoint(note, trust, where) {
  const end = note.lastIndexOf('\n\n') + 1
  const text = note.slice(0, end)
  const [origin, size, root, ...rest] = text.split('\n')
  const rootHash = bytes(root ?? '', 32)
  if (end === 0 || !/^(0|[1-9]\d{0,18})$/.test(size ?? '') || !rootHash || rest.at(-1) !== '')
    throw new Fault(where, 'the checkpoint is malformed')
  const signed = new Map()
  for (const line of note
    .slice(end + 1)
    .split('\n')
    .slice(0, -1)) {
    const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
    const both = bytes(base64 ?? '')
    if (!both || both.length < 5)
      throw new Fault(where, 'a signature of the checkpoint is malformed')
    const id = both.subarray(0, 4).toString('hex')
    const known = [...trust.keys, ...trust.witnesses].find(
      (key) => key.name === name && key.id === id,
    )
    if (!known) continue
    if (!holds(known, Buffer.from(text), both.subarray(4)))
      throw new Fault(
        where,
        `the signature of ${name} does not fit the checkpoint: it was altered, or never signed`,
      )
    signed.set(known, both.subarray(4))
  }
  if (!trust.keys.some((key) => signed.has(key) && key.type === 1 && key.name === origin))
    throw new Unsigned(where, `the checkpoint of ${origin} is not signed by the key you gave`)
  const witnesses = trust.witnesses.filter((key) => signed.has(key) && key.type === 4)
  if (new Set(witnesses.map(({ name }) => name)).size < trust.required)
    throw new Fault(
      where,
      `${witnesses.length} of the ${trust.required} witnesses asked for signed the checkpoint`,
    )
  const seen = witnesses.map((key) => ({
    name: key.name,
    seconds: Number(signed.get(key).readBigUInt64BE()),
  }))
  return { origin, size: BigInt(size), root: rootHash, witnesses: seen }
}

// Tree --------------------------------------------------------------------------------------------------------------

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

// Records -----------------------------------------------------------------------------------------------------------

/** RFC 8785, for what JSON.parse gives. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${members.join(',')}}`
}

const commitTo = (salt, text) => sha256('policy-verdict-payload/v1\n', salt, text)

const withoutNulls = (row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))

/** Standard base64 in its one form, or null. */
function bytes(base64, length) {
  const decoded = Buffer.from(base64, 'base64')
  return decoded.toString('base64') === base64 &&
    (length === undefined || decoded.length === length)
    ? decoded
    : null
}

function checkRecord(text, where) {
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

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text, where) {
  try {
    return JSON.parse(text)
  } catch {
    throw new Fault(where, 'this is not JSON')
  }
}

// Proofs ------------------------------------------------------------------------------------------------------------

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
// Packages ----------------------------------------------------------------------------------------------------------

function digestOf(path) {
  const hash = createHash('sha256')
  const chunk = Buffer.alloc(1 << 20)
  const file = openSync(path, 'r')
  try {
    for (let read; (read = readSync(file, chunk)) > 0;) hash.update(chunk.subarray(0, read))
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

function filesUnder(folder, below = folder) {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    if (entry.isDirectory()) return filesUnder(folder, path)
    const name = relative(folder, path).split(sep).join('/')
    if (!entry.isFile())
      throw new Fault(name, 'it is a link or no file: what it leads to is not in the package')
    return [name]
  })
}

/** RFC 8493: every file a manifest names is there with its digest. Gives the names. */
function checkManifest(folder, manifest) {
  const names = new Set()
  for (const line of readFileSync(join(folder, manifest), 'utf8').split('\n').filter(Boolean)) {
    const [, digest, written] = /^([0-9a-f]{64})[ \t]+(.+)$/.exec(line) ?? []
    if (digest === undefined) throw new Fault(manifest, 'a line is not a digest and a path')
    const name = written.replace(/%(0A|0D|25)/g, (_, code) =>
      String.fromCharCode(parseInt(code, 16)),
    )
    const path = resolve(folder, name)
    if (!path.startsWith(resolve(folder) + sep))
      throw new Fault(manifest, 'a path leads out of the package')
    if (names.has(name)) throw new Fault(name, `${manifest} names it twice`)
    if (!isFile(path)) throw new Fault(name, `${manifest} names it, and it is not there`)
    if (digestOf(path) !== digest)
      throw new Fault(name, `it is not the file ${manifest} was made over`)
    names.add(name)
  }
  return names
}

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

function checkBag(folder) {
  const present = filesUnder(folder)
  const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8'
  if (
    !isFile(join(folder, 'bagit.txt')) ||
    readFileSync(join(folder, 'bagit.txt'), 'utf8').trim() !== declaration
  )
    throw new Fault('bagit.txt', 'this is not a BagIt 1.0 package')
  for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
    if (!isFile(join(folder, manifest))) throw new Fault(manifest, 'it is not there')
  const tags = checkManifest(folder, 'tagmanifest-sha256.txt')
  const payload = checkManifest(folder, 'manifest-sha256.txt')
  for (const name of present)
    if (!payload.has(name) && !tags.has(name) && name !== 'tagmanifest-sha256.txt')
      throw new Fault(name, 'no manifest names it: it was added')
  return payload
}

/** The lines of a file of any size. */
function* linesOf(path) {
  const file = openSync(path, 'r')
  const chunk = Buffer.alloc(1 << 20)
  let rest = Buffer.alloc(0)
  try {
    for (let read; (read = readSync(file, chunk)) > 0;) {
      rest = Buffer.concat([rest, chunk.subarray(0, read)])
      for (let end; (end = rest.indexOf(10)) >= 0; rest = rest.subarray(end + 1))
        yield rest.toString('utf8', 0, end)
    }
  } finally {
    closeSync(file)
  }
  if (rest.length > 0) yield rest.toString()
}

const rowDigest = (row) => sha256(canonical(row)).toString('hex')

/** Each line of a listing is a proven row at its place in the log, listed once; each proven verdict is listed. */
function checkListings(folder, payload, records) {
  const listed = new Set()
  for (const name of payload) {
    if (!/^data\/[^/]+\.jsonl$/.test(name) || name === 'data/checkpoints.jsonl') continue
    let number = 0
    for (const line of linesOf(join(folder, name))) {
      const where = `${name} line ${++number}`
      const { log_kind: kind, log_index: index, ...row } = parsed(line, where) ?? {}
      const proven = records.get(String(index))
      if (!proven || proven.kind !== kind)
        throw new Fault(where, `no proof of ${kind} ${row.id ?? ''} at place ${index} is here`)
      if (proven.digest !== rowDigest(row))
        throw new Fault(where, 'this row is not that of its proven record')
      if (listed.has(String(index))) throw new Fault(where, 'this row is listed twice')
      listed.add(String(index))
    }
  }
  if (payload.has('data/verdicts.jsonl'))
    for (const [index, { kind, id }] of records)
      if (kind === 'verdict' && !listed.has(index))
        throw new Fault('data/verdicts.jsonl', `verdict ${id} is proven and not listed`)
  return listed.size
}

/** A trace says what the words of its proven verdict and attempts say; a policy text is the one its version names. */
function checkTexts(folder, payload, records) {
  const read = (name) => readFileSync(join(folder, name), 'utf8')
  const all = [...records.values()]
  const named = new Map(all.map((proven) => [proven.name, proven]))
  const attempts = countOf(all.filter(({ kind }) => kind === 'attempt').map(({ id }) => id))
  const sets = countOf(all.filter(({ kind }) => kind === 'finding-set').map((set) => set.verdictId))
  const recordOf = (name, where) => {
    const proven = named.get(name)
    if (!proven) throw new Fault(where, `no proof of ${name} is here`)
    return JSON.parse(read(proven.where))
  }
  const same = (a, b) => canonical(a ?? null) === canonical(b ?? null)
  for (const { kind, id, words } of all)
    if (kind === 'verdict' && words === 'bound' && !payload.has(`data/traces/${id}.json`))
      throw new Fault(
        `data/traces/${id}.json`,
        'the trace of a verdict with its words is not there',
      )
  let texts = 0
  for (const where of payload) {
    const [, id] = /^data\/traces\/([^/]+)\.json$/.exec(where) ?? []
    if (id !== undefined) {
      const trace = parsed(read(where), where)
      if (!isObject(trace)) throw new Fault(where, 'this is not a trace')
      const spoken = recordOf(`verdict ${id}`, where).words?.values ?? {}
      for (const name of ['trace', 'output', 'rationale'])
        if (!same(trace[name], spoken[name]))
          throw new Fault(where, `its ${name} is not the one its record is bound to`)
      const told = listIn(trace.attempts, 'number', where)
      if (told.length !== (attempts.get(id) ?? 0))
        throw new Fault(where, 'it does not tell of every attempt that is proven')
      for (const { number, raw } of told)
        if (!same(raw, recordOf(`attempt ${id} ${number}`, where).words?.values?.raw))
          throw new Fault(
            where,
            `the reply of attempt ${number} is not the one its record is bound to`,
          )
      const found = listIn(trace.findings, 'findingSetId', where)
      if (found.length !== (sets.get(id) ?? 0))
        throw new Fault(where, 'it does not tell of every set of findings that is proven')
      for (const { findingSetId, findings, evidence } of found) {
        const set = recordOf(`finding-set ${findingSetId}`, where)
        if (!same(findings, set.row.findings) || !same(evidence, set.words?.values?.evidence))
          throw new Fault(where, `its findings ${findingSetId} are not those of the record`)
      }
      texts++
    }
    const [, version] = /^data\/policies\/([^/]+)\/policy\.md$/.exec(where) ?? []
    if (version !== undefined) {
      const digest = digestOf(join(folder, where))
      const isOf = ({ kind, text, commit }) =>
        kind === 'policy-version' && text === digest && version.split('-')[0] === commit
      if (!all.some(isOf)) throw new Fault(where, 'no proven policy version has this text')
      texts++
    }
  }
  return texts
}

/** Which record a row belongs to, by the column that names it; at the end stands the content item. */
const owners = {
  'content-item': ['content-item', 'id'],
  verdict: ['content-item', 'content_item_id'],
  attempt: ['verdict', 'verdict_id'],
  'finding-set': ['verdict', 'verdict_id'],
  action: ['verdict', 'verdict_id'],
  decision: ['verdict', 'verdict_id'],
  appeal: ['action', 'action_id'],
  'appeal-decision': ['appeal', 'appeal_id'],
  'erased-item': ['content-item', 'content_item_id'],
}

function ownerOf(kind, row) {
  const [owner, column] = Object.hasOwn(owners, kind) ? owners[kind] : []
  return typeof row[column] === 'string' ? `${owner} ${row[column]}` : null
}

/** Words are erased when the log says so: a proven erasure names the content item that the record belongs to. */
function checkErasures(all) {
  const named = new Map(all.map((proven) => [proven.name, proven]))
  const erased = new Set()
  for (const { kind, id, owner, where } of all) {
    if (kind !== 'erased-item') continue
    if (!named.has(`erasure ${id}`)) throw new Fault(where, `no proof of erasure ${id} is here`)
    erased.add(owner)
  }
  for (const { name, words, where } of all) {
    if (words !== 'erased') continue
    let item = name
    for (let steps = 0; item !== null && steps < 5 && !item.startsWith('content-item '); steps++)
      item = named.get(item)?.owner ?? null
    if (!erased.has(item))
      throw new Fault(
        where,
        `its words are said to be erased, and no proof of an erasure of ${item ?? 'its content item'} is here`,
      )
  }
}

function countOf(names) {
  const counts = new Map()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** Objects, each under a name of its own. */
function listIn(value, name, where) {
  const list = Array.isArray(value) ? value : []
  if (!list.every(isObject) || new Set(list.map((each) => each[name])).size !== list.length)
    throw new Fault(where, `its parts are not told apart by ${name}`)
  return list
}

/** Every checkpoint in the package that claims a key you gave is signed by it; others prove nothing and harm nothing. */
function checkCheckpoints(folder, payload, trust, checkpoints) {
  const name = 'data/checkpoints.jsonl'
  if (!payload.has(name)) return
  let number = 0
  for (const line of linesOf(join(folder, name))) {
    const where = `${name} line ${++number}`
    const { note } = parsed(line, where) ?? {}
    if (typeof note !== 'string') throw new Fault(where, 'it holds no signed note')
    try {
      noteCheckpoint(checkpoints, openCheckpoint(note, { ...trust, required: 0 }, where), where)
    } catch (error) {
      if (!(error instanceof Unsigned)) throw error
    }
  }
}

function noteCheckpoint(checkpoints, checkpoint, where) {
  const name = `${checkpoint.origin} ${checkpoint.size}`
  const other = checkpoints.get(name)
  if (other && !other.root.equals(checkpoint.root))
    throw new Fault(
      where,
      `the log signed two different trees of ${checkpoint.size} entries: keep this package, it is evidence against the log`,
    )
  if (!other) checkpoints.set(name, checkpoint)
}

export function verifyPackage(folder, trust) {
  const payload = checkBag(folder)
  const checkpoints = new Map()
  const records = new Map()
  const words = { bound: 0, erased: 0, withheld: 0, none: 0 }
  const read = (name) => readFileSync(join(folder, name), 'utf8')
  for (const where of [...payload].sort()) {
    if (/^data\/proofs\/.+\.record\.json$/.test(where))
      if (!payload.has(where.replace(/\.record\.json$/, '.tlog-proof')))
        throw new Fault(where, 'no proof of it is in the package')
    if (!/^data\/proofs\/.+\.tlog-proof$/.test(where)) continue
    const recordWhere = where.replace(/\.tlog-proof$/, '.record.json')
    if (!payload.has(recordWhere))
      throw new Fault(where, `${recordWhere}, the record it proves, is not there`)
    const proven = verifyProof(read(where), read(recordWhere), trust, where, recordWhere)
    const { entry, row, checkpoint, index } = proven
    noteCheckpoint(checkpoints, checkpoint, where)
    if (records.has(String(index))) throw new Fault(where, `entry ${index} is proven twice`)
    records.set(String(index), {
      kind: entry.kind,
      id: entry.id,
      name: [entry.kind, entry.id, ...(entry.part === undefined ? [] : [entry.part])].join(' '),
      where: recordWhere,
      digest: rowDigest(row),
      text: row.blob_sha256,
      commit: row.commit,
      verdictId: row.verdict_id,
      words: proven.words,
      owner: ownerOf(entry.kind, row),
    })
    words[proven.words]++
  }
  checkErasures([...records.values()])
  checkCheckpoints(folder, payload, trust, checkpoints)
  return {
    files: payload.size,
    proofs: records.size,
    verdicts: [...records.values()].filter(({ kind }) => kind === 'verdict').length,
    listed: checkListings(folder, payload, records),
    texts: checkTexts(folder, payload, records),
    words,
    checkpoints: [...checkpoints.values()],
  }
}

// Command line ------------------------------------------------------------------------------------------------------

function argumentsOf(argv) {
  const options = {
    keys: [],
    witnesses: [],
    required: 0,
    json: false,
    path: undefined,
    record: undefined,
  }
  const rest = [...argv]
  const next = (name) => rest.shift() ?? wrong(`${name} needs a value`)
  while (rest.length > 0) {
    const word = rest.shift()
    if (word === '--key') options.keys.push(parseKey(next(word)))
    else if (word === '--witness') options.witnesses.push(parseKey(next(word)))
    else if (word === '--witnesses') options.required = Number(next(word))
    else if (word === '--record') options.record = next(word)
    else if (word === '--json') options.json = true
    else if (word.startsWith('-') || options.path !== undefined) wrong(`unknown: ${word}`)
    else options.path = word
  }
  if (options.path === undefined) wrong('name a package folder or a .tlog-proof file')
  if (options.keys.length === 0)
    wrong(
      'give the public key of the log with --key; one that comes with the evidence proves nothing',
    )
  if (!Number.isInteger(options.required) || options.required < 0)
    wrong('--witnesses takes a whole number')
  return options
}

function wrong(why) {
  throw new WrongUse(why)
}

function verifyPath({ path, record, ...trust }) {
  const found = statSync(path, { throwIfNoEntry: false }) ?? wrong(`${path} is not there`)
  if (found.isDirectory()) return verifyPackage(path, trust)
  const recordPath = record ?? path.replace(/\.tlog-proof$/, '.record.json')
  if (recordPath === path || !isFile(recordPath))
    wrong(`the record that ${basename(path)} proves is not there: name it with --record`)
  const proven = verifyProof(
    readFileSync(path, 'utf8'),
    readFileSync(recordPath, 'utf8'),
    trust,
    path,
    recordPath,
  )
  const words = { bound: 0, erased: 0, withheld: 0, none: 0, [proven.words]: 1 }
  return {
    proofs: 1,
    words,
    checkpoints: [proven.checkpoint],
    entry: proven.entry,
    index: proven.index,
  }
}

const time = (seconds) => new Date(seconds * 1000).toISOString()

function inWords({ files, proofs, verdicts, listed, texts, words, checkpoints, entry, index }) {
  const lines = []
  if (files !== undefined)
    lines.push(
      `✓ package: ${files} files, each the one its manifest was made over, and none besides`,
    )
  if (proofs === 0) lines.push('– the package holds no proofs: nothing in it is bound to a log')
  for (const { origin, size, witnesses } of checkpoints) {
    const seen = witnesses
      .map(({ name, seconds }) => `, seen by ${name} at ${time(seconds)}`)
      .join('')
    lines.push(`✓ checkpoint: ${origin} signed a tree of ${size} entries${seen}`)
  }
  if (entry)
    lines.push(`✓ record: ${entry.kind} ${entry.id} is entry ${index}, entered as it stands here`)
  else if (proofs > 0)
    lines.push(
      `✓ records: ${proofs} stand in the log as they stand here, ${verdicts} of them verdicts`,
    )
  if (listed > 0) lines.push(`✓ listings: each of ${listed} lines is a proven record`)
  if (texts > 0) lines.push(`✓ texts: ${texts} traces and policies are those the records name`)
  if (words.bound > 0)
    lines.push(`✓ words: those of ${words.bound} records are the ones the records were bound to`)
  if (words.erased > 0)
    lines.push(
      files === undefined
        ? '– words: said to be erased, which one proof cannot show; the record still holds'
        : `– words: those of ${words.erased} records were erased, as the log says; the records still hold`,
    )
  if (words.withheld > 0)
    lines.push(`– words: those of ${words.withheld} records are not shown here`)
  if (files !== undefined)
    lines.push(
      '– dossiers, names of people and data/package.json retell the records: no proof binds them',
    )
  if (proofs === 0) return lines.join('\n')
  lines.push(
    '',
    'This proves that these records were in the log when it signed the checkpoint, and have not been changed since.',
    'It does not prove that a judgement was right, nor that the log shows everyone the same tree: for that compare',
    'the checkpoint with one from somewhere else, or ask for witnesses (--witness).',
  )
  return lines.join('\n')
}

const plain = (_, value) =>
  typeof value === 'bigint'
    ? String(value)
    : value?.type === 'Buffer'
      ? Buffer.from(value.data).toString('base64')
      : value

/** Names come out of the package: what would steer a terminal is shown by its code. */
const visible = (text) =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (hidden) => `\\u{${hidden.codePointAt(0).toString(16)}}`,
  )

export function main(argv, print = console.log) {
  const json = argv.includes('--json')
  try {
    if (argv.length === 0 || argv.includes('--help')) {
      print(usage)
      return argv.length === 0 ? 2 : 0
    }
    const found = verifyPath(argumentsOf(argv))
    print(json ? JSON.stringify({ holds: true, ...found }, plain) : inWords(found))
    return 0
  } catch (error) {
    const { message: why, where } = error
    const code =
      error instanceof Fault ? 1 : error instanceof WrongUse || error?.code ? 2 : undefined
    if (code === undefined) throw error
    print(
      json
        ? JSON.stringify({ holds: false, code, where, why })
        : code === 1
          ? visible(`✗ ${where}: ${why}`)
          : visible(why),
    )
    return code
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2))
