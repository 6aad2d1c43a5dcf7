import { objectId } from '@assize/gitstore'
import { sha256Hex } from '@assize/kernel'
import { bundleDigest } from '@assize/policy'
import type { Row } from '@assize/tlog'
import { PackageFault } from './package-fault.js'
import { bytesOf, textOf } from './package-source.js'
import { isTold, objectIn, recordOf, type Readable, type Told } from './readable.js'

/** The texts have the names git gives them and the digests their versions were recorded with; answers how many. */
export async function checkPolicies(readable: Readable): Promise<number> {
  const { source, paths } = readable
  const versions = await rowsOf(readable, 'policy-version')
  const publications = await rowsOf(readable, 'publication')
  const met = new Set<string>()
  for (const path of paths) {
    if (!/^data\/policies\/[^/]+\/commit\.json$/.test(path)) continue
    const told = objectIn(await textOf(source, path), path, 'POLICY_DIFFERS')
    const key = `${String(told['policy'])}@${String(told['commit'])}`
    const row = versions.find((each) => keyOf(each) === key)
    if (!row)
      throw new PackageFault('POLICY_DIFFERS', path, 'no proof of this version is in the package')
    await checkText(readable, path.slice(0, -'commit.json'.length), row)
    checkCommit(path, told, row)
    checkApprovals(
      path,
      told,
      publications.filter((each) => keyOf(each) === key),
    )
    met.add(key)
  }
  const missing = versions.map(keyOf).find((key) => !met.has(key))
  if (missing !== undefined)
    throw new PackageFault('POLICY_DIFFERS', 'data/policies', `the text of ${missing} is not there`)
  return met.size
}

async function rowsOf({ source, proofs }: Readable, kind: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const [name, record] of proofs.records)
    if (record.kind === kind) rows.push((await recordOf(source, name)).row)
  return rows
}

const keyOf = (row: Row): string => `${String(row['policy'])}@${String(row['commit'])}`

async function checkText({ source, paths }: Readable, folder: string, row: Row): Promise<void> {
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
}

/** Members of `commit.json` and the columns of the version that they repeat. */
const repeated: Readonly<Record<string, string>> = {
  ...{ title: 'title', sequence: 'sequence', parent: 'parent', blob: 'blob', origin: 'origin' },
  ...{ blobSha256: 'blob_sha256', bundleSha256: 'bundle_sha256', message: 'message' },
}

/** Who wrote it, when and with which words is what the proven version says; only names of people are nobody's proof. */
function checkCommit(path: string, told: Told, row: Row): void {
  const differs = (name: string) =>
    new PackageFault('POLICY_DIFFERS', path, `${name} is not that of the record`)
  for (const [name, column] of Object.entries(repeated))
    if ((told[name] ?? null) !== (row[column] ?? null)) throw differs(name)
  if (idOf(told['author']) !== row['author']) throw differs('author')
  if (!sameInstant(told['committedAt'], row['committed_at'])) throw differs('committedAt')
}

/** Each publication of the version is told once, as it is proven, and none besides. */
function checkApprovals(path: string, told: Told, proven: readonly Row[]): void {
  const approvals: readonly unknown[] = Array.isArray(told['approvals']) ? told['approvals'] : []
  const isTheSame = (row: Row) => (approval: unknown) =>
    isTold(approval) &&
    approval['publication'] === row['id'] &&
    approval['kind'] === row['kind'] &&
    idOf(approval['by']) === row['published_by'] &&
    sameInstant(approval['at'], row['published_at']) &&
    (approval['note'] ?? null) === (row['note'] ?? null)
  if (approvals.length !== proven.length || !proven.every((row) => approvals.some(isTheSame(row))))
    throw new PackageFault('POLICY_DIFFERS', path, 'approvals are not those of the record')
}

const idOf = (person: unknown): unknown => (isTold(person) ? person['id'] : undefined)

const sameInstant = (told: unknown, recorded: unknown): boolean =>
  typeof told === 'string' &&
  typeof recorded === 'string' &&
  new Date(told).getTime() === new Date(recorded).getTime()
