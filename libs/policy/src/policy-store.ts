import type { PolicyFiles } from './policy-bundle.js'
import type { Publication, PublicationKind } from './publication.js'
import type { RecordedManifest, VersionEntry, VersionOrigin } from './policy-version.js'

/** Who makes a version: an id to tell people apart by, and a name for git's history. */
export interface Author {
  readonly id: string
  readonly name: string
}

/** A version about to be recorded; the store adds ids, digests of git, sequence and parent. */
export interface NewVersion {
  readonly policy: string
  readonly files: PolicyFiles
  readonly manifest: RecordedManifest
  readonly author: Author
  /** Ids of everybody who wrote a part of it, where that is more than the author. */
  readonly authors?: readonly string[]
  readonly message: string
  readonly origin: VersionOrigin
  readonly committedAt: Date
}

export interface NewPublication {
  readonly policy: string
  readonly commit: string
  readonly kind: PublicationKind
  readonly note: string | null
  readonly publishedBy: string
  readonly publishedAt: Date
  readonly emergency?: boolean | null
  /** As the tag names who published; the id where absent. */
  readonly publisher?: string
}

/** All that is recorded of one policy, versions in order of sequence, publications oldest first. */
export interface PolicyPast {
  readonly versions: readonly VersionEntry[]
  readonly publications: readonly Publication[]
}

export interface VersionsRequest {
  readonly policies: readonly string[]
  /** Of each policy. */
  readonly limit: number
  /** Only versions older than this sequence. */
  readonly before?: number
}

/**
 * Policies on the record. Writers decide on the whole past of the policy while nobody else can write to it; what they
 * answer is recorded with its git objects and its event, or not at all.
 */
export abstract class PolicyStore {
  /** The newest version of every policy, by name. */
  abstract listHeads(): Promise<readonly VersionEntry[]>

  abstract findPast(policy: string): Promise<PolicyPast>

  /** Newest first within each policy. */
  abstract listVersions(
    request: VersionsRequest,
  ): Promise<ReadonlyMap<string, readonly VersionEntry[]>>

  abstract findBySequence(policy: string, sequence: number): Promise<VersionEntry | null>

  /** Entries whose commit begins so, at most two. */
  abstract findByCommitStart(policy: string, prefix: string): Promise<readonly VersionEntry[]>

  /** By version key; unknown keys are left out. */
  abstract findByKeys(keys: readonly string[]): Promise<ReadonlyMap<string, VersionEntry>>

  /** By the name an import gave; the newest where several share it. */
  abstract findByExternalNames(names: readonly string[]): Promise<ReadonlyMap<string, VersionEntry>>

  /** The newest version with the files a branch holds of the policy; a draft on a branch is none. */
  abstract findAtBranch(policy: string, branch: string): Promise<VersionEntry | null>

  /** Files of many versions at the cost of one, in the order asked. */
  abstract readFiles(entries: readonly VersionEntry[]): Promise<readonly PolicyFiles[]>

  abstract findPublications(
    policies: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Publication[]>>

  /** The publication each policy is judged under at an instant; policies without one are left out. */
  abstract findInForce(
    policies: readonly string[],
    at: Date,
  ): Promise<ReadonlyMap<string, Publication>>

  /** `decide` answers the version to record, or one that is recorded already. It may throw a refusal. */
  abstract recordVersion(
    policy: string,
    decide: (past: PolicyPast) => NewVersion | VersionEntry,
  ): Promise<VersionEntry>

  /** `decide` answers the publication to record, or one that is recorded already. It may throw a refusal. */
  abstract recordPublication(
    policy: string,
    decide: (past: PolicyPast) => NewPublication | Publication,
  ): Promise<Publication>
}
