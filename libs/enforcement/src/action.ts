import type { ActionKind } from '@assize/policy'

/** What an action may follow from; a closed list, also in the database. */
export const causeKinds = [
  'verdict',
  'decision',
  'appeal',
  'timeout',
  'reversal',
  'finding',
] as const
export type CauseKind = (typeof causeKinds)[number]

/** What the platform is asked; `interim` until a person has looked. */
export interface AskedAction {
  readonly kind: ActionKind
  readonly interim: boolean
  /** Types of the findings that kept an action back; absent where none did. */
  readonly withheldBecause?: readonly string[]
}

/** An action about to be recorded. Its cause names it: one cause asks for one action. */
export interface NewAction extends AskedAction {
  readonly contentItemId: string
  readonly verdictId: string | null
  readonly policy: string
  readonly policyCommit: string
  readonly cause: { readonly kind: CauseKind; readonly id: string }
}

/** An action on the record. The newest of a verdict is the one that counts. */
export interface Action extends NewAction {
  readonly id: string
  readonly recordedAt: Date
}
