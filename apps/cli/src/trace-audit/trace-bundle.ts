import {
  isBatchLine,
  parseBatchLine,
  parseBatchRequestLine,
  parseBundleLine,
  prepareBundlePolicies,
  prepareBundlePolicy,
  problemOfLine,
  readPoliciesIndex,
  splitLines,
  type BatchRequest,
  type BundleLine,
  type BundlePolicy,
  type BundleVersion,
  type FileLine,
} from '@assize/reasoning-audit'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { CliError } from '../cli-error.js'

/** Where a bundle lies and the policies its traces name. */
export interface Bundle {
  readonly tracesFile: string
  readonly policyOf: (policyVersion: string) => BundlePolicy | undefined
  readonly requestOf: (customId: string) => BatchRequest | undefined
}

export interface BundlePlaces {
  readonly traces: string
  readonly policies?: string
  readonly requests?: string
}

/** Reads all policies, which are few; traces are left to be read one by one. */
export async function openBundle(places: BundlePlaces): Promise<Bundle> {
  const tracesFile = await findTraces(resolve(places.traces))
  const policies = new Map<string, BundlePolicy>()
  const requests = new Map<string, BatchRequest>()
  if (places.requests !== undefined)
    for await (const request of readRequests(resolve(places.requests))) {
      requests.set(request.customId, request)
      if (!policies.has(request.policyVersion))
        policies.set(request.policyVersion, prepareBundlePolicy(request.policyText))
    }
  if (places.policies !== undefined || places.requests === undefined)
    for (const [version, policy] of prepareBundlePolicies(
      await readPolicies(resolve(places.policies ?? join(dirname(tracesFile), 'policies'))),
    ))
      policies.set(version, policy)
  return {
    tracesFile,
    policyOf: (version) => policies.get(version),
    requestOf: (customId) => requests.get(customId),
  }
}

/** Lines of the traces file as they are, in order. */
export const readLines = ({ tracesFile }: Bundle): AsyncGenerator<FileLine> => linesOf(tracesFile)

/** The trace that a line holds, or what is wrong with it. */
export function parseLine(read: FileLine, bundle: Bundle): BundleLine {
  if (read.text === undefined) return problemOfLine(read)
  return isBatchLine(read.text)
    ? parseBatchLine(read.text, read.line, bundle.requestOf)
    : parseBundleLine(read.text, read.line)
}

async function findTraces(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile()) return path
  if (!found) throw new CliError('WRONG_USE', `no traces at ${path}`)
  const inside = join(path, 'traces.jsonl')
  if ((await stat(inside).catch(() => undefined))?.isFile()) return inside
  throw new CliError('WRONG_USE', `no traces.jsonl in ${path}`)
}

async function readPolicies(path: string): Promise<readonly BundleVersion[]> {
  const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false
  const indexFile = isFile ? path : join(path, 'index.json')
  const text = await readFile(indexFile, 'utf8').catch(() => {
    throw new CliError('WRONG_USE', `no policies index at ${indexFile}`)
  })
  const index = readPoliciesIndex(text)
  if (index.kind === 'refused') throw new CliError('WRONG_USE', `${indexFile}: ${index.message}`)
  const folder = dirname(indexFile)
  const versions: BundleVersion[] = []
  for (const entry of index.entries)
    versions.push({ ...entry, text: await readPolicyText(folder, entry.file) })
  return versions
}

/** The index names files from the bundle's folder, one above its own. */
async function readPolicyText(folder: string, file: string): Promise<string> {
  for (const place of [
    join(dirname(folder), file),
    join(folder, file),
    join(folder, basename(file)),
  ]) {
    const text = await readFile(place, 'utf8').catch(() => undefined)
    if (text !== undefined) return text
  }
  throw new CliError('WRONG_USE', `the policies index names ${file}, which is not there`)
}

async function* readRequests(file: string): AsyncGenerator<BatchRequest> {
  if (!(await stat(file).catch(() => undefined))?.isFile())
    throw new CliError('WRONG_USE', `no batch requests at ${file}`)
  for await (const read of linesOf(file)) {
    const { line, text } = read
    const parsed = text === undefined ? problemOfLine(read) : parseBatchRequestLine(text, line)
    if (parsed.kind === 'problem') throw new CliError('WRONG_USE', `${file}: ${parsed.message}`)
    yield parsed.request
  }
}

const linesOf = (file: string): AsyncGenerator<FileLine> =>
  splitLines(createReadStream(file, { highWaterMark: 1 << 18 }))
