import type { OutputContract } from '@assize/policy'
import type { OutcomeReading } from '@assize/verdict'
import type { OtherVersion } from './other-versions.js'

/** One turn of what was judged, as sent; the policy is not among them. */
export interface Turn {
  readonly role: string
  readonly content: string
}

/** All that the detectors may look at: one verdict, its trace, and the exact texts the model was given. */
export interface AuditSubject {
  readonly policyText: string
  readonly messages: readonly Turn[]
  /** Chain of thought, verbatim. */
  readonly trace: string
  /** Raw final text, verbatim. */
  readonly output: string
  readonly contract: OutputContract
  readonly outcome: OutcomeReading
  readonly finishReason?: string | null
  /** What another system wrote down as this verdict's label. */
  readonly recordedLabel?: string | null
  /** As the server counted them. */
  readonly reasoningTokens?: number | null
  /** Of the same policy, nearest first; none where none are known. */
  readonly otherVersions?: readonly OtherVersion[]
}
