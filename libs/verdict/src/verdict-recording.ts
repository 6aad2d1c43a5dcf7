import type { Content, ContentFacts } from '@assize/content'
import type { ActionKind, OutputContract } from '@assize/policy'
import type { OutcomeReading } from './outcome-reading.js'
import type { Verdict, VerdictAttempt, VerdictWords } from './verdict.js'

/** The policy version a verdict was made under, as far as those who read the verdict need it. */
export interface JudgedUnder {
  readonly text: string
  readonly contract: OutputContract
  readonly actions: Readonly<Record<'violates' | 'undetermined', ActionKind>>
}

/** A verdict about to be recorded, with everything that audits, actions and cases look at. */
export interface VerdictRecording {
  readonly verdict: Verdict
  readonly words: VerdictWords
  readonly attempts: readonly VerdictAttempt[]
  readonly content: Content
  readonly facts: ContentFacts
  readonly submittedBy: string
  readonly policy: JudgedUnder
  readonly reading: OutcomeReading
  /** Imports open cases and ask for actions only when told to. */
  readonly consequences: boolean
}

/** What an audit found, as far as lists and flags need it. */
export interface AuditSummary {
  readonly findingSetId: string
  readonly findingTypes: readonly string[]
  readonly risk: number
  readonly flagged: boolean
}

export interface AuditedRecording extends VerdictRecording {
  readonly audit: AuditSummary
}
