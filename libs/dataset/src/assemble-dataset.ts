import { canonicalJson, sha256Hex } from '@assize/kernel'
import { versionKey, type Outcome } from '@assize/policy'
import type { GoldItem, ItemKind, LeftOut } from './dataset.js'
import type { AskedBy } from './contract-answer.js'
import { goldLabel } from './gold-label.js'
import { assignSplit, type Shares } from './split.js'

/** A decision that stands, the newest of its case, with what it was about. */
export interface Candidate {
  readonly decisionId: string
  readonly verdictId: string
  readonly contentItemId: string
  /** 64 hex digits, equal for content that reads the same. */
  readonly fingerprint: string
  /** 64 hex digits that bind to the content's words. */
  readonly contentCommitment: string
  readonly policy: string
  readonly policyCommit: string
  readonly outcome: Outcome
  readonly rules: readonly string[]
  readonly isCorrection: boolean
  readonly verdictLabel: string | null
  readonly simulated: boolean
  readonly erased: boolean
  /** An appeal against an action on this content under this policy ended in its reversal, wholly or partly. */
  readonly appealReversed: boolean
}

export interface AssemblyPlan {
  readonly includeSimulated: boolean
  readonly seed: string
  readonly shares: Shares
  /** By version key. */
  readonly versions: ReadonlyMap<string, AskedBy>
}

export interface Assembly {
  readonly items: readonly GoldItem[]
  readonly leftOut: LeftOut
}

/**
 * The items that candidates make, in order of decision. Of decisions about content that reads the same under one
 * version the last counts, so that no text stands in a data set twice with the same instruction.
 */
export function assembleDataset(candidates: readonly Candidate[], plan: AssemblyPlan): Assembly {
  const leftOut = { appealReversed: 0, simulated: 0, erased: 0, unlabelled: 0, repeated: 0 }
  const chosen = new Map<string, Omit<GoldItem, 'position'>>()
  for (const candidate of [...candidates].sort(byDecision)) {
    const reason = reasonToLeaveOut(candidate, plan)
    const label = reason === null ? labelFor(candidate, plan) : null
    if (label === null) leftOut[reason ?? 'unlabelled'] += 1
    else {
      const key = `${versionKey(candidate.policy, candidate.policyCommit)} ${candidate.fingerprint}`
      // Deleted first, so that the item stands where its last decision stands.
      if (chosen.delete(key)) leftOut.repeated += 1
      chosen.set(key, toItem(candidate, label, plan))
    }
  }
  const items = [...chosen.values()].map((item, index) => ({ position: index + 1, ...item }))
  return { items, leftOut }
}

/** 64 hex digits over the canonical JSON of the items' digests, in their order. */
export const datasetDigest = (items: readonly GoldItem[]): string =>
  sha256Hex(canonicalJson(items.map((item) => item.itemDigest)))

function reasonToLeaveOut(
  candidate: Candidate,
  { includeSimulated }: AssemblyPlan,
): keyof LeftOut | null {
  if (candidate.erased) return 'erased'
  if (candidate.appealReversed) return 'appealReversed'
  return candidate.simulated && !includeSimulated ? 'simulated' : null
}

function labelFor(candidate: Candidate, { versions }: AssemblyPlan): string | null {
  const version = versions.get(versionKey(candidate.policy, candidate.policyCommit))
  return version ? goldLabel(version, candidate, candidate.verdictLabel) : null
}

function toItem(
  candidate: Candidate,
  label: string,
  { seed, shares }: AssemblyPlan,
): Omit<GoldItem, 'position'> {
  const { contentItemId, verdictId, decisionId, policy, policyCommit, outcome } = candidate
  const item = {
    ...{ contentItemId, verdictId, decisionId, policy, policyCommit, label, outcome },
    rules: candidate.rules,
    kind: kindOf(candidate),
    split: assignSplit(candidate.fingerprint, seed, shares),
    simulated: candidate.simulated,
  }
  const bound = { ...item, contentCommitment: candidate.contentCommitment }
  return { ...item, itemDigest: sha256Hex(canonicalJson(bound)) }
}

const byDecision = (a: Candidate, b: Candidate): number =>
  a.decisionId < b.decisionId ? -1 : a.decisionId > b.decisionId ? 1 : 0

const kindOf = ({ isCorrection }: Candidate): ItemKind =>
  isCorrection ? 'correction' : 'agreement'
