import { sha256Hex } from '@assize/kernel'
import { objectId, type CommitRequest, type FileChange, type Signature } from '@assize/gitstore'
import { bundleDigest, fileNames, policyFolder, type PolicyFiles } from './policy-bundle.js'
import type { Author, NewVersion } from './policy-store.js'
import type { VersionEntry } from './policy-version.js'

/** All policies live in one repository, on one branch. */
export const policyRepository = 'policies'
export const policyBranch = 'main'

/** The commit of a version: its folder holds exactly its files afterwards. */
export function toCommit(version: NewVersion): CommitRequest {
  return {
    repo: policyRepository,
    branch: policyBranch,
    changes: toChanges(version),
    author: signatureOf(version.author, version.committedAt),
    message: version.message,
    movedBy: version.author.id,
    reason: version.origin === 'authored' ? 'commit' : 'import',
    allowSameTree: true,
  }
}

const ownHost = '@assize.invalid'

/** How a person is named in commits and tags; the address says who by id, and reaches nobody. */
export const signatureOf = ({ id, name }: Author, at: Date): Signature => ({
  name: oneLine(name) || oneLine(id) || 'unknown',
  email: `${id.replace(/[^\w.-]+/g, '-') || 'unknown'}${ownHost}`,
  at,
})

/** The id that `signatureOf` wrote into an address; null for any other address. */
export const idInAddress = (email: string): string | null =>
  email.endsWith(ownHost) ? email.slice(0, -ownHost.length) : null

/** What is recorded of a version that was committed. */
export function toEntry(
  version: NewVersion,
  commit: string,
  head: VersionEntry | undefined,
  recorded: { readonly id: string; readonly at: Date },
): VersionEntry {
  const bytes = Buffer.from(version.files.text)
  return {
    id: recorded.id,
    policy: version.policy,
    commit,
    parent: head?.commit ?? null,
    blob: objectId('blob', bytes),
    blobSha256: sha256Hex(bytes),
    bundleSha256: bundleDigest(version.files),
    sequence: (head?.sequence ?? 0) + 1,
    title: version.manifest.title,
    manifest: version.manifest,
    author: version.author.id,
    authors: version.authors ? [...version.authors] : null,
    message: version.message,
    origin: version.origin,
    committedAt: version.committedAt,
    recordedAt: recorded.at,
  }
}

export const pathOf = (policy: string, part: keyof PolicyFiles): string =>
  `${policyFolder(policy)}/${fileNames[part]}`

const parts = Object.keys(fileNames) as (keyof PolicyFiles)[]

function toChanges({ policy, files }: NewVersion): FileChange[] {
  return parts.map((part) => {
    const path = pathOf(policy, part)
    const content = files[part]
    return content === null ? { path, delete: true } : { path, bytes: Buffer.from(content) }
  })
}

const oneLine = (text: string): string => text.replace(/[<>\p{Cc}\p{Cs}]+/gu, ' ').trim()
