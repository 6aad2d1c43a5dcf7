import type { Content, ContentFacts } from '@assize/content'
import type { Effort, Outcome } from '@assize/policy'

export const classificationLimits = {
  itemsPerSubmission: 500,
  policiesPerItem: 16,
  deadlineMs: 120_000,
  idempotencyKeyCharacters: 200,
} as const

/** 0 is the most urgent. People waiting for an answer go before batches. */
export const priorities = { least: 9, batch: 5, interactive: 2 } as const

/** One content item to be judged under one or more policy versions, checked and resolved. */
export interface ClassificationRequest {
  readonly content: Content
  readonly facts: ContentFacts
  readonly policies: readonly {
    readonly policy: string
    readonly commit: string
    /** In place of the version in force. */
    readonly arm?: 'canary' | null
  }[]
  /** Judged beside, apart from what the caller is told. */
  readonly shadows?: readonly { readonly policy: string; readonly commit: string }[]
  readonly effort: Effort | null
  readonly priority: number
  readonly onPremisesOnly: boolean
  readonly idempotencyKey: string | null
  /** SHA-256 of everything the caller asked for, so that a key cannot be used for two things. */
  readonly bodySha256: string
}

/** One item under one policy version, accepted and not lost from here on. The id becomes the verdict's id. */
export interface Classification {
  readonly id: string
  readonly contentItemId: string
  readonly policy: string
  readonly policyCommit: string
  readonly state: 'pending' | 'recorded'
  readonly effort: Effort | null
  readonly priority: number
  readonly onPremisesOnly: boolean
  readonly submittedBy: string
  readonly externalId: string | null
  readonly acceptedAt: Date
  /** Absent for the version in force, and of one that was asked for by name. */
  readonly arm?: 'canary' | 'shadow' | null
  /** Of a repeat: the verdict that it repeats. */
  readonly repeats?: { readonly verdictId: string; readonly outcome: Outcome } | null
}

/** What became of one request: accepted now, or the repetition of an earlier one. */
export interface Acceptance {
  readonly classificationIds: readonly string[]
  readonly repeated: boolean
}
