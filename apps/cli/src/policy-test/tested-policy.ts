import type { CaseStanding, RunSummary } from '@assize/evaluation'
import type { Outcome } from '@assize/policy'

/** One judgement of a case, without its words. */
export interface Said {
  readonly repeat: number
  readonly outcome: Outcome
  readonly label: string | null
  readonly rules: readonly string[]
  readonly undeterminedReason: string | null
}

export interface CaseReport {
  /** Its place among the cases, from 0. */
  readonly index: number
  readonly label: string
  readonly expectedRules: readonly string[]
  readonly note: string | null
  readonly standing: CaseStanding
  readonly majority: Outcome | null
  readonly flipped: boolean
  readonly results: readonly Said[]
}

/** How a policy did, wherever its cases were judged. */
export interface TestedPolicy {
  readonly policy: string
  /** Of a run of an installation. */
  readonly run: { readonly id: string; readonly commit: string } | null
  readonly endpoint: string
  readonly model: string
  readonly effort: string
  readonly repeats: number
  readonly simulated: boolean
  /** Why it could not be tested to its end. */
  readonly failure: string | null
  readonly passed: boolean
  readonly summary: RunSummary | null
  readonly cases: readonly CaseReport[]
}
