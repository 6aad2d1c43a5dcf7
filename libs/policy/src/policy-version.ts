import type { OutputContract } from './output-contract.js'
import type { PolicyFiles } from './policy-bundle.js'
import type { PolicyManifest } from './policy-manifest.js'
import type { LocatedRule } from './rule-passages.js'

/** Where a version came from: written here, shipped with the product, or brought in with traces. */
export const versionOrigins = ['authored', 'shipped', 'imported'] as const
export type VersionOrigin = (typeof versionOrigins)[number]

/** The manifest as it was recorded, with what an import adds. */
export interface RecordedManifest extends PolicyManifest {
  /** Read from the text, since the version came without a manifest. */
  readonly inferred?: boolean
  /** What the bundle it came in calls this version: `fraud@f09ff0`. */
  readonly externalName?: string
}

/** What the record says of one version, without its texts. */
export interface VersionEntry {
  readonly id: string
  readonly policy: string
  readonly commit: string
  /** The commit of this policy's version before; null for its first. */
  readonly parent: string | null
  readonly blob: string
  readonly blobSha256: string
  readonly bundleSha256: string
  /** 1, 2, 3 … within the policy. */
  readonly sequence: number
  readonly title: string
  readonly manifest: RecordedManifest
  /** The id of the person, or a plain name where no account stands behind it. */
  readonly author: string
  /** Everybody who wrote a part of it, where a change brought it; the author among them. */
  readonly authors?: readonly string[] | null
  readonly message: string
  readonly origin: VersionOrigin
  readonly committedAt: Date
  readonly recordedAt: Date
}

/** One immutable state of a policy, whole. */
export interface PolicyVersion extends VersionEntry, PolicyFiles {
  readonly contract: OutputContract
  readonly rules: readonly LocatedRule[]
}

/** One text naming one version: `spam@<commit>`. */
export const versionKey = (policy: string, commit: string): string => `${policy}@${commit}`

export function parseVersionKey(key: string): { policy: string; commit: string } {
  const at = key.lastIndexOf('@')
  return { policy: key.slice(0, at), commit: key.slice(at + 1) }
}
