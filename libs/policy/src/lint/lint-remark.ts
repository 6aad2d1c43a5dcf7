export const lintSeverities = ['error', 'warning', 'hint'] as const
export type LintSeverity = (typeof lintSeverities)[number]

/** Which of a policy's files a place lies in: `policy.md`, `policy.yaml` or `cases.jsonl`. */
export const lintedFiles = ['text', 'manifest', 'cases'] as const
export type LintedFile = (typeof lintedFiles)[number]

/** From `start` to before `end`, in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A span with its lines and columns, both counted from 1; `endColumn` is the first one outside. */
export interface Place extends Span {
  readonly file: LintedFile
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Replace what stands from `start` to before `end` by `text`. */
export interface Edit extends Span {
  readonly text: string
}

export interface LintFix {
  /** What it does, as a command: "Write SP-1.1". */
  readonly title: string
  /** Whether it may be applied unasked, because it leaves what the policy asks as it is. */
  readonly isSafe: boolean
  readonly file: LintedFile
  /** In the order of the text, none overlapping another. */
  readonly edits: readonly Edit[]
}

export interface LintRemark {
  /** Which rule of the lint. */
  readonly code: string
  readonly severity: LintSeverity
  readonly message: string
  readonly place: Place
  /** The policy's own rule that it is about. */
  readonly rule: string | null
  readonly fixes: readonly LintFix[]
}
