import type { Source } from '@assize/verdict'

export const caseStates = ['waiting', 'leased', 'escalated', 'decided'] as const
export type CaseState = (typeof caseStates)[number]
export const caseReasons = ['flagged', 'undetermined', 'inconsistent', 'sampled'] as const
export type CaseReason = (typeof caseReasons)[number]

/** A reviewer's exclusive hold until an instant. The token itself is known to its holder alone. */
export interface Lease {
  readonly holder: string
  readonly tokenHash: string
  readonly expiresAt: Date
}

/** A case about to be opened. */
export interface NewCase {
  readonly verdictId: string
  readonly contentItemId: string
  readonly policy: string
  readonly policyCommit: string
  readonly queue: string
  readonly reason: CaseReason
  /** Higher goes first. */
  readonly priority: number
  readonly simulated: boolean
  readonly source: Source
  readonly openedAt: Date
  readonly dueAt: Date | null
  /** Once escalated it is for senior reviewers, also after a lease on it ends. */
  readonly escalated: boolean
}

/** A unit of human work about one verdict. */
export interface ReviewCase extends NewCase {
  readonly id: string
  readonly number: number
  readonly state: CaseState
  /** The lease that holds, or the last one that ran out: whoever had it is told so. */
  readonly lease: Lease | null
  readonly decidedAt: Date | null
}

/** What may happen to a case; its history is made of these. */
export const caseEventKinds = [
  'opened',
  'leased',
  'released',
  'skipped',
  'escalated',
  'expired',
  'decided',
  'reversed',
] as const
export type CaseEventKind = (typeof caseEventKinds)[number]

export interface CaseEvent {
  readonly id: string
  readonly caseId: string
  readonly kind: CaseEventKind
  readonly by: Actor
  readonly data: Readonly<Record<string, unknown>>
  readonly recordedAt: Date
}

export type Actor = { readonly kind: 'system' } | { readonly kind: 'person'; readonly id: string }
