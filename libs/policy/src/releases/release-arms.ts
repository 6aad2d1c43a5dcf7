import { sha256Hex } from '@assize/kernel'
import { PolicyError } from '../policy-error.js'
import { checkWords } from '../policy-text.js'
import type { VersionEntry } from '../policy-version.js'
import { authorsToApprove, type Publication } from '../publication.js'

export const releaseArms = ['shadow', 'canary'] as const
export type ReleaseArmKind = (typeof releaseArms)[number]

/** A version is judged beside the one in force, or in its place for a share of the content; without one, it ended. */
export interface ReleaseArm {
  readonly id: string
  readonly policy: string
  readonly arm: ReleaseArmKind
  readonly commit: string | null
  /** Per cent of the content, of a canary. */
  readonly share: number | null
  readonly note: string | null
  readonly setBy: string
  readonly setAt: Date
}

/** What content is judged under. */
export interface ReleaseState<Version> {
  readonly policy: string
  readonly live: Version
  readonly canary: { readonly version: Version; readonly share: number } | null
  readonly shadow: Version | null
}

export interface JudgedUnder<Version> {
  readonly arm: 'live' | 'canary'
  readonly version: Version
  /** Judged too, apart, and never acted on. */
  readonly shadow: Version | null
}

/**
 * The arms that hold at an instant, by kind: of each the newest row, unless it ended or a publication came after it.
 * What was tried was tried against the version in force then, so every publication ends all arms.
 */
export function armsInForce(
  history: readonly ReleaseArm[],
  since: Date,
  at: Date,
): ReadonlyMap<ReleaseArmKind, ReleaseArm & { readonly commit: string }> {
  const arms = new Map<ReleaseArmKind, ReleaseArm & { readonly commit: string }>()
  const ordered = [...history].sort(
    (a, b) => a.setAt.getTime() - b.setAt.getTime() || (a.id < b.id ? -1 : 1),
  )
  for (const arm of ordered) {
    const { commit } = arm
    if (arm.setAt > at || arm.setAt <= since) continue
    if (commit === null) arms.delete(arm.arm)
    else arms.set(arm.arm, { ...arm, commit })
  }
  return arms
}

/**
 * Where content falls. The side follows from policy and content alone: the same content always falls on the same side,
 * and a share that grows keeps what it has.
 */
export function armsFor<Version>(
  { policy, live, canary, shadow }: ReleaseState<Version>,
  fingerprint: string,
): JudgedUnder<Version> {
  const isCanary = canary !== null && placeOf(policy, fingerprint) < canary.share * 100
  const version = isCanary ? canary.version : live
  return { arm: isCanary ? 'canary' : 'live', version, shadow: shadow === version ? null : shadow }
}

/** 0 to 9,999, evenly. */
function placeOf(policy: string, fingerprint: string): number {
  return (
    Number.parseInt(sha256Hex(`assize-canary/1\n${policy}\n${fingerprint}`).slice(0, 12), 16) %
    10_000
  )
}

export interface AskedArm {
  readonly arm: ReleaseArmKind
  /** Null to end it. */
  readonly target: VersionEntry | null
  readonly share: number | null
  readonly note: string | null
  readonly by: string
}

/** Throws `ARM_REFUSED`, `NOT_PUBLISHED`, `ALREADY_IN_FORCE`, and of a canary `OWN_CHANGE`. Source: rule S1. */
export function decideArm(
  { arm, target, share, note, by }: AskedArm,
  versions: readonly VersionEntry[],
  publications: readonly Publication[],
): Pick<ReleaseArm, 'arm' | 'commit' | 'share' | 'note'> {
  const words = checkWords(note ?? '', 'note') || null
  if (target === null) return { arm, commit: null, share: null, note: words }
  const { policy, commit } = target
  const isShare = share !== null && Number.isInteger(share) && share >= 1 && share <= 50
  if (arm === 'canary' ? !isShare : share !== null)
    throw new PolicyError('ARM_REFUSED', 'expected a share of 1 to 50 per cent, of a canary only', {
      ...{ arm, share },
    })
  const live = publications.at(-1)
  if (!live)
    throw new PolicyError('NOT_PUBLISHED', 'expected a version in force beside it', { policy })
  if (live.commit === commit)
    throw new PolicyError('ALREADY_IN_FORCE', 'expected another version than the one in force', {
      ...{ policy, commit },
    })
  if (arm === 'canary' && authorsToApprove(versions, publications, target).has(by))
    throw new PolicyError('OWN_CHANGE', 'expected a person who wrote none of the changes', {
      ...{ policy, commit },
    })
  return { arm, commit, share, note: words }
}
