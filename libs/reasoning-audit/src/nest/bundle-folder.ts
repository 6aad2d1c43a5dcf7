import { constants, type Stats } from 'node:fs'
import { open, realpath, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { isDomainError, sha256Hex } from '@assize/kernel'
import { draftImport, readPolicyText } from '@assize/policy'
import type { BundleVersion } from '../bundle-audit.js'
import { readPoliciesIndex, type PolicyEntry } from '../bundle-policies.js'
import { ImportError } from '../import-error.js'
import { policyVersionOf } from '../policy-version-of.js'

const indexBytes = 4 * 1024 * 1024
const policyBytes = 1024 * 1024
const mostVersions = 1000
/** All policies of a bundle are held in memory at once. */
const policiesCharacters = 32 * 1024 * 1024
const chunkBytes = 256 * 1024

/**
 * A trace bundle on this machine. It comes from elsewhere: every file must be a plain one that lies inside of the
 * folder after all links are followed, and small enough for what it is. Refusals quote nothing of what was read.
 */
export class BundleFolder {
  private constructor(
    /** As it is after all links. */
    readonly folder: string,
    readonly tracesFile: string,
    readonly versions: readonly BundleVersion[],
    /** Tells whether the bundle changed. */
    readonly stamp: string,
  ) {}

  /** `path` is the folder, or the file of traces in it. */
  static async open(path: string): Promise<BundleFolder> {
    const found = await look(path)
    const folder = found.isDirectory() ? path : dirname(path)
    const name = found.isDirectory() ? 'traces.jsonl' : basename(path)
    const traces = await openInside(folder, name)
    const { size, mtimeMs } = await traces.stat().finally(() => traces.close())
    const indexText = await readInside(folder, 'policies/index.json', indexBytes)
    const versions = await readVersions(folder, decode(indexText))
    const stamp = sha256Hex(JSON.stringify([size, mtimeMs, versions]))
    return new BundleFolder(folder, join(folder, name), versions, stamp)
  }

  /** What people call it. */
  get name(): string {
    return basename(this.folder) || this.folder
  }

  /** The bytes of the traces, in constant memory. */
  async *readTraces(): AsyncGenerator<Uint8Array> {
    const file = await openInside(this.folder, basename(this.tracesFile))
    try {
      for (;;) {
        const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(chunkBytes) })
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await file.close()
    }
  }
}

async function look(path: string): Promise<Stats> {
  try {
    return await stat(path)
  } catch (cause) {
    throw unreadable('a trace bundle', cause)
  }
}

async function readVersions(folder: string, text: string): Promise<readonly BundleVersion[]> {
  const index = readPoliciesIndex(text)
  if (index.kind === 'refused') throw new ImportError('BUNDLE_INVALID', index.message)
  if (index.entries.length > mostVersions)
    throw new ImportError(
      'BUNDLE_INVALID',
      `expected at most ${mostVersions} policy versions, saw ${index.entries.length}`,
    )
  const versions: BundleVersion[] = []
  let characters = 0
  for (const entry of index.entries) {
    const version = await readVersion(folder, entry)
    characters += version.text.length
    if (characters > policiesCharacters)
      throw new ImportError(
        'BUNDLE_INVALID',
        `expected policies of at most ${policiesCharacters} characters in all, saw more`,
      )
    versions.push(version)
  }
  return versions
}

async function readVersion(folder: string, entry: PolicyEntry): Promise<BundleVersion> {
  const bytes = await readPolicyFile(folder, entry.file)
  try {
    const version = { ...entry, text: readPolicyText(bytes) }
    draftImport(policyVersionOf(version, new Date(0)))
    return version
  } catch (cause) {
    if (!isDomainError(cause)) throw cause
    const { policyVersion } = entry
    throw new ImportError(
      'BUNDLE_INVALID',
      `policy version ${policyVersion}: ${cause.message}`,
      { policyVersion, because: cause.code },
      { cause },
    )
  }
}

/** Named from the bundle's folder, as a rule, or from the folder of the index. */
async function readPolicyFile(folder: string, file: string): Promise<Uint8Array> {
  try {
    return await readInside(folder, file, policyBytes)
  } catch (error) {
    if (!(error instanceof ImportError) || error.code !== 'BUNDLE_INCOMPLETE') throw error
    return readInside(folder, join('policies', file), policyBytes)
  }
}

async function readInside(folder: string, file: string, maxBytes: number): Promise<Uint8Array> {
  const handle = await openInside(folder, file)
  try {
    const { buffer, bytesRead } = await readUpTo(handle, maxBytes + 1)
    if (bytesRead > maxBytes)
      throw new ImportError('BUNDLE_INVALID', `expected ${file} of at most ${maxBytes} bytes`)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** `read` may answer less than it was asked for. */
async function readUpTo(handle: FileHandle, most: number) {
  const { size } = await handle.stat()
  const buffer = Buffer.alloc(Math.min(size + 1, most))
  let bytesRead = 0
  for (;;) {
    const read = await handle.read(buffer, bytesRead, buffer.length - bytesRead)
    bytesRead += read.bytesRead
    if (read.bytesRead === 0 || bytesRead === buffer.length) return { buffer, bytesRead }
  }
}

/** Opens without waiting, so that a pipe cannot hold a worker, and refuses whatever is no plain file. */
async function openInside(folder: string, file: string): Promise<FileHandle> {
  const handle = await openPlain(folder, file)
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw new ImportError('BUNDLE_INVALID', `expected ${file} to be a plain file`)
}

async function openPlain(folder: string, file: string): Promise<FileHandle> {
  try {
    const place = await realpath(join(folder, file))
    if (place.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`))
      return await open(place, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  } catch (cause) {
    throw unreadable(file, cause)
  }
  throw new ImportError(
    'BUNDLE_INVALID',
    `expected ${file} inside the bundle, saw a link out of it`,
  )
}

function unreadable(what: string, cause: unknown): ImportError {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return what === 'a trace bundle'
      ? new ImportError('BUNDLE_NOT_FOUND', 'expected a trace bundle, saw nothing at that path')
      : new ImportError('BUNDLE_INCOMPLETE', `expected ${what} in the bundle, saw none`)
  return new ImportError(
    'BUNDLE_UNREADABLE',
    `${what} cannot be read by the server (${code ?? 'unknown fault'})`,
    {},
    { cause },
  )
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ImportError('BUNDLE_INVALID', 'expected the index in UTF-8', {}, { cause })
  }
}
