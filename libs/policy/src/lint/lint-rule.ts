import type { LintFix, LintedFile, LintSeverity, Span } from './lint-remark.js'
import type { LintView } from './lint-view.js'

/** One thing a rule noticed; a place in the policy's text unless `file` says otherwise. */
export interface Found extends Span {
  readonly file?: LintedFile
  readonly message: string
  readonly rule?: string
  readonly fixes?: readonly LintFix[]
}

/** Reads a policy in time linear in its size, whatever stands in it. */
export interface LintRule<Code extends string = string> {
  readonly code: Code
  readonly severity: LintSeverity
  /** What is remarked on, as a phrase that can follow "found:". */
  readonly what: string
  readonly why: string
  /** A piece of a policy that it remarks on, on one line. */
  readonly example: string
  readonly check: (view: LintView) => Iterable<Found>
}

export const lintRule = <const Code extends string>(rule: LintRule<Code>): LintRule<Code> => rule

/** The usual fix: one edit of the policy's text. */
export const rewrite = (title: string, { start, end }: Span, text: string): LintFix => ({
  title,
  isSafe: false,
  file: 'text',
  edits: [{ start, end, text }],
})

export const safely = (fix: LintFix): LintFix => ({ ...fix, isSafe: true })
