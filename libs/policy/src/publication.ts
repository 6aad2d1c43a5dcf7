import { PolicyError } from './policy-error.js'
import type { VersionEntry } from './policy-version.js'

/** `imported` says that a version was in force elsewhere; nobody here approved it. */
export const publicationKinds = ['published', 'rollback', 'imported'] as const
export type PublicationKind = (typeof publicationKinds)[number]

/** A version came into force; it stays so until the next publication of the policy. */
export interface Publication {
  readonly id: string
  readonly policy: string
  readonly commit: string
  readonly kind: PublicationKind
  readonly note: string | null
  readonly publishedBy: string
  readonly publishedAt: Date
  /** A rollback that is approved after it, and within a day. */
  readonly emergency?: boolean | null
}

export type Resolution =
  { readonly kind: 'in-force'; readonly publication: Publication } | { readonly kind: 'none' }

/** Which publication held at an instant. `history` may be in any order; of two at one instant the later id counts. */
export function resolvePolicy(history: readonly Publication[], at: Date): Resolution {
  const publication = inOrder(history).findLast((each) => each.publishedAt <= at)
  return publication ? { kind: 'in-force', publication } : { kind: 'none' }
}

/** Oldest first. */
export const inOrder = (history: readonly Publication[]): Publication[] =>
  [...history].sort(
    (a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || (a.id < b.id ? -1 : 1),
  )

/**
 * The instant of a publication decided now: after all there are, whichever process's clock is behind, so that what
 * was decided last is in force.
 */
export function instantAfter(history: readonly Publication[], now: Date): Date {
  const last = inOrder(history).at(-1)?.publishedAt.getTime() ?? -Infinity
  return new Date(Math.max(now.getTime(), last + 1))
}

/** The instant each publication was followed by the next, by publication id; the one in force has none. */
export function supersededAt(history: readonly Publication[]): ReadonlyMap<string, Date> {
  const ordered = inOrder(history)
  return new Map(
    ordered.slice(1).map((next, index) => [ordered[index]?.id ?? '', next.publishedAt]),
  )
}

/**
 * Whose work publishing `target` would approve: the authors of every version after the last one published before it.
 * A version that was published once brings nothing new.
 */
export function authorsToApprove(
  versions: readonly VersionEntry[],
  publications: readonly Publication[],
  target: VersionEntry,
): ReadonlySet<string> {
  const approved = new Set(publications.map(({ commit }) => commit))
  const base = Math.max(
    0,
    ...versions
      .filter(({ commit, sequence }) => approved.has(commit) && sequence <= target.sequence)
      .map(({ sequence }) => sequence),
  )
  return new Set(
    versions
      .filter(({ sequence }) => sequence > base && sequence <= target.sequence)
      .flatMap(({ author, authors }) => [author, ...(authors ?? [])]),
  )
}

/**
 * Decides a publication by a person. Throws `ALREADY_IN_FORCE`, and `OWN_CHANGE` where the publisher wrote any of the
 * changes that come into force with it.
 * Source: separation of duty, rule S1.
 */
export function decidePublication(
  versions: readonly VersionEntry[],
  publications: readonly Publication[],
  target: VersionEntry,
  publishedBy: string,
  at: Date,
): PublicationKind {
  const { policy, commit } = target
  const now = resolvePolicy(publications, at)
  if (now.kind === 'in-force' && now.publication.commit === commit)
    throw new PolicyError('ALREADY_IN_FORCE', 'expected a version that is not in force yet', {
      policy,
      commit,
    })
  if (authorsToApprove(versions, publications, target).has(publishedBy))
    throw new PolicyError('OWN_CHANGE', 'expected a publisher who wrote none of the changes', {
      policy,
      commit,
    })
  const wasPublished = publications.some((each) => each.commit === commit)
  return wasPublished ? 'rollback' : 'published'
}
