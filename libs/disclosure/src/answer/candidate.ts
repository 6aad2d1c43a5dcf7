import type { PolicyVersion } from '@assize/policy'

/** Something a question may be about, and why it matches. */
export type Candidate =
  | {
      readonly kind: 'verdict'
      readonly verdictId: string
      readonly reason: string
      /** What the question named to come to the verdict: who may not see that is not told what it is about. */
      readonly by?: AskedBy
    }
  | {
      readonly kind: 'policy-version'
      readonly version: PolicyVersion
      readonly reason: string
      /** Since when, and until when, it was in force; null for the other end of time. */
      readonly from: Date | null
      readonly to: Date | null
    }

/** A case, or what was decided in it; an appeal, which whoever lodged it may see. */
export type AskedBy =
  { readonly kind: 'case' } | { readonly kind: 'appeal'; readonly lodgedById: string }

/** What is shown of one question at most. */
export const mostCandidates = 25

/** Each verdict and version once, by the first reason found for it. */
export function distinct(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return candidates.filter((candidate) => {
    const key =
      candidate.kind === 'verdict'
        ? candidate.verdictId
        : `${candidate.version.policy}@${candidate.version.commit} ${candidate.from?.toISOString()}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
