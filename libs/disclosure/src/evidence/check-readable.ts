import { fromBase64, isDomainError } from '@assize/kernel'
import { objectId } from '@assize/gitstore'
import { bundleDigest } from '@assize/policy'
import { sha256Hex } from '@assize/kernel'
import {
  parseCheckpoint,
  parseNote,
  parseRecord,
  verifyConsistency,
  type Checkpoint,
  type RecordFile,
  type Row,
} from '@assize/tlog'
import { digestOfRow, faultOf, type CheckedProofs, type Checkpoints } from './check-proofs.js'
import { listingNames, listings, proofName } from './listings.js'
import { PackageFault } from './package-fault.js'
import { bytesOf, linesOf, textOf, type PackageSource } from './package-source.js'
import { traceFile } from './trace-file.js'

/** What a person reads in a package must be what is proven in it; each check holds one sort of file against the proofs. */
export interface Readable {
  readonly source: PackageSource
  readonly paths: ReadonlySet<string>
  readonly proofs: CheckedProofs
}

/** Of kinds with parts, the columns that name a row. */
const parts: Readonly<Record<string, readonly [id: string, part: string]>> = {
  attempt: ['verdict_id', 'number'],
}

/** Every line of a listing is a proven row, every proven row of its kinds is a line. Answers the lines of each. */
export async function checkListings({ source, paths, proofs }: Readable) {
  const counts: Record<string, number> = {}
  for (const name of listingNames) {
    const path = `data/${name}`
    if (!paths.has(path)) throw new PackageFault('FILE_MISSING', path, 'expected this listing')
    const seen = new Set<string>()
    let number = 0
    for await (const line of linesOf(source, path)) {
      const where = `${path} line ${++number}`
      const { log_kind: kind, log_index: index, ...row } = objectIn(line, where)
      const record = typeof kind === 'string' ? nameOfRow(kind, row) : ''
      const proven = proofs.records.get(record)
      if (!proven || !(listings[name] as readonly string[]).includes(proven.kind))
        throw new PackageFault('LISTING_DIFFERS', where, 'no proof of this row is in the package')
      if (seen.has(record))
        throw new PackageFault('LISTING_DIFFERS', where, 'this row is listed twice')
      if (proven.rowSha256 !== digestOfRow(row) || String(index) !== String(proven.index))
        throw new PackageFault(
          'LISTING_DIFFERS',
          where,
          'this row is not that of its proven record',
        )
      seen.add(record)
    }
    for (const [record, { kind }] of proofs.records)
      if ((listings[name] as readonly string[]).includes(kind) && !seen.has(record))
        throw new PackageFault('LISTING_DIFFERS', path, `${record} is proven and not listed`)
    counts[name] = seen.size
  }
  return counts
}

function nameOfRow(kind: string, row: Row): string {
  const [id, part] = parts[kind] ?? ['id', null]
  return proofName(kind, String(row[id]), part === null ? null : Number(row[part]))
}

/** A trace says what the words of the proven records say, to the byte. */
export async function checkTraces({ source, paths, proofs }: Readable): Promise<number> {
  const sets = new Map<string, string[]>()
  for (const [name, { kind }] of proofs.records) {
    if (kind !== 'finding-set') continue
    const verdictId = String((await recordOf(source, name)).row['verdict_id'])
    sets.set(verdictId, [...(sets.get(verdictId) ?? []), name])
  }
  let count = 0
  for (const path of paths) {
    const [, id] = /^data\/traces\/(.+)\.json$/.exec(path) ?? []
    if (id === undefined) continue
    const names = [`verdict-${id}`, ...(sets.get(id) ?? [])]
    for (let n = 1; proofs.records.has(`attempt-${id}-${n}`); n++) names.push(`attempt-${id}-${n}`)
    const missing = names.find((name) => !proofs.records.has(name))
    if (missing !== undefined)
      throw new PackageFault('TRACE_DIFFERS', path, `no proof of ${missing} is in the package`)
    const found = await Promise.all(names.map((name) => recordOf(source, name)))
    const index = (name: string) => proofs.records.get(name)?.index ?? 0n
    const ordered = names
      .map((name, at) => ({ name, record: found[at] }))
      .sort((a, b) => (index(a.name) < index(b.name) ? -1 : 1))
      .flatMap(({ record }) => (record ? [worded(record)] : []))
    if (traceFile(id, ordered) !== (await textOf(source, path)))
      throw new PackageFault('TRACE_DIFFERS', path, 'this is not what the proven records say')
    count += 1
  }
  return count
}

const worded = ({ columns, row, words }: RecordFile) => ({
  ...{ kind: columns.kind, row, words },
  part: columns.partColumn === null ? null : Number(row[columns.partColumn]),
})

const recordOf = async (source: PackageSource, name: string): Promise<RecordFile> =>
  parseRecord(await textOf(source, `data/proofs/${name}.record.json`))

/** The texts have the names git gives them and the digests their versions were recorded with; answers how many. */
export async function checkPolicies({ source, paths, proofs }: Readable): Promise<number> {
  const versions = [...proofs.records].filter(([, { kind }]) => kind === 'policy-version')
  const proven = new Map<string, Row>()
  for (const [name] of versions) {
    const { row } = await recordOf(source, name)
    proven.set(`${String(row['policy'])}@${String(row['commit'])}`, row)
  }
  const folders = [...paths].filter((path) => /^data\/policies\/[^/]+\/commit\.json$/.test(path))
  const met = new Set<string>()
  for (const path of folders) {
    const folder = path.slice(0, -'commit.json'.length)
    const told = objectIn(await textOf(source, path), path)
    const key = `${String(told['policy'])}@${String(told['commit'])}`
    const row = proven.get(key)
    if (!row)
      throw new PackageFault('POLICY_DIFFERS', path, 'no proof of this version is in the package')
    await checkPolicyText({ source, paths, proofs }, folder, told, row)
    met.add(key)
  }
  for (const key of proven.keys())
    if (!met.has(key))
      throw new PackageFault('POLICY_DIFFERS', 'data/policies', `the text of ${key} is not there`)
  return met.size
}

async function checkPolicyText(
  { source, paths }: Readable,
  folder: string,
  told: Row,
  row: Row,
): Promise<void> {
  const path = `${folder}policy.md`
  if (!paths.has(path)) throw new PackageFault('FILE_MISSING', path, 'expected the policy’s text')
  const bytes = await bytesOf(source, path)
  const differs = (why: string) => new PackageFault('POLICY_DIFFERS', path, why)
  if (objectId('blob', bytes) !== row['blob'])
    throw differs('this text does not have the git object name its version was recorded with')
  if (sha256Hex(bytes) !== row['blob_sha256'])
    throw differs('this text does not have the SHA-256 its version was recorded with')
  const optional = async (name: string) =>
    paths.has(`${folder}${name}`) ? textOf(source, `${folder}${name}`) : null
  const bundle = bundleDigest({
    text: new TextDecoder().decode(bytes),
    manifestYaml: await optional('policy.yaml'),
    cases: await optional('cases.jsonl'),
  })
  if (bundle !== row['bundle_sha256'])
    throw differs('text, manifest and cases do not have the digest their version was recorded with')
  for (const [name, column] of Object.entries({
    blob: 'blob',
    parent: 'parent',
    sequence: 'sequence',
  }))
    if (told[name] !== (row[column] ?? null))
      throw new PackageFault(
        'POLICY_DIFFERS',
        `${folder}commit.json`,
        `${name} is not that of the record`,
      )
}

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
    const { note, size, root, consistency } = objectIn(line, where)
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

/** What the package says of itself is what is in it; what it leaves out is said. */
export async function checkDescription(
  { source, paths, proofs }: Readable,
  counted: { readonly verdicts: number },
) {
  const path = 'data/package.json'
  if (!paths.has(path)) throw new PackageFault('FILE_MISSING', path, 'expected the description')
  const told = objectIn(await textOf(source, path), path)
  const counts = (told['counts'] ?? {}) as Readonly<Record<string, unknown>>
  const redactions = (told['redactions'] ?? []) as readonly Readonly<Record<string, unknown>>[]
  const differs = (why: string) => new PackageFault('DESCRIPTION_DIFFERS', path, why)
  for (const [name, seen] of Object.entries({
    verdicts: counted.verdicts,
    records: proofs.records.size,
    redactions: redactions.length,
  }))
    if (counts[name] !== seen)
      throw differs(`expected ${String(counts[name])} ${name}, saw ${seen}`)
  const listed = new Set(
    redactions.map(({ kind, id, why }) => `${String(kind)} ${String(id)} ${String(why)}`),
  )
  const byPermission = redactions.some(({ why }) => why === 'permission')
  for (const [name, { kind, words }] of proofs.records) {
    const id = name.slice(kind.length + 1, kind.length + 37)
    if (words === 'erased' && !listed.has(`${kind} ${id} erased`))
      throw differs(`the words of ${name} are erased, and that is not listed`)
    if (words === 'withheld' && !byPermission)
      throw differs(`the words of ${name} are withheld, and that is not listed`)
  }
  return { scope: told['scope'], request: told['request'], redactions: redactions.length }
}

function objectIn(text: string, where: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>
  } catch (error) {
    if (isDomainError(error)) throw error
  }
  throw new PackageFault('LISTING_DIFFERS', where, 'expected a JSON object')
}
