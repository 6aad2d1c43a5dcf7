import type { Content, ContentFacts } from '@assize/content'
import type { ActionKind, Outcome, OutputContract } from '@assize/policy'
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
  /** Of a repeat: the verdict that it repeats, and what that one concluded. */
  readonly repeats?: { readonly verdictId: string; readonly outcome: Outcome }
}

/** What a verdict's findings lead to under the rules of its policy. */
export interface FindingsCall {
  readonly opensCase: boolean
  /** The case goes to senior reviewers at once. */
  readonly escalates: boolean
  /** Types of the findings that keep the platform from being asked for anything until a person decides. */
  readonly blockedBy: readonly string[]
  /** The item is judged a few times more under the same version. */
  readonly repeats: boolean
}

/** What an audit found, as far as lists and flags need it. */
export interface AuditSummary {
  readonly findingSetId: string
  readonly findingTypes: readonly string[]
  readonly risk: number
  readonly flagged: boolean
  /** Where absent, what is flagged opens a case and nothing more. */
  readonly call?: FindingsCall
}

export interface AuditedRecording extends VerdictRecording {
  readonly audit: AuditSummary
}
