import type { ActionKind, Outcome, Severity } from '@assize/policy'

/** What a person found wrong with a verdict. */
export const errorClasses = [
  'false-positive',
  'false-negative',
  'wrong-rule',
  'reasoning-unsound',
  'technical',
] as const
export type ErrorClass = (typeof errorClasses)[number]

/** What a person concludes about a case, as they send it. */
export interface DecisionInput {
  readonly outcome: Outcome
  readonly rules: readonly string[]
  readonly severity: Severity | null
  readonly errorClass: ErrorClass | null
  readonly rationale: string | null
  readonly action: ActionKind
}

/** A decision on the record; `rationale` is null when none was given and once it is erased. */
export interface Decision extends DecisionInput {
  readonly id: string
  readonly caseId: string
  readonly verdictId: string
  readonly contentItemId: string
  readonly policy: string
  readonly policyCommit: string
  /** Outcome or rules differ from the verdict's. */
  readonly isCorrection: boolean
  readonly decidedBy: string
  readonly recordedAt: Date
  readonly reversed: boolean
}
