import type { ActionKind, ErrorClass, Outcome, Severity } from '../api/schema-words.js'

/** What a reviewer has put in so far. */
export interface Draft {
  readonly outcome: Outcome | null
  readonly rules: readonly string[]
  readonly severity: Severity | null
  readonly errorClass: ErrorClass | null
  readonly rationale: string
  readonly action: ActionKind | null
  /** A rule whose meaning the case leaves open, and what its author is asked. */
  readonly unclear: { readonly rule: string; readonly question: string } | null
}

export const emptyDraft: Draft = {
  outcome: null,
  rules: [],
  severity: null,
  errorClass: null,
  rationale: '',
  action: null,
  unclear: null,
}

interface Judged {
  readonly outcome: Outcome
  readonly rules: readonly string[]
}

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one) => b.includes(one))

/** A correction differs from the verdict in outcome or rules; it needs a rationale. */
export function isCorrection(draft: Draft, verdict: Judged): boolean {
  return (
    draft.outcome !== null &&
    (draft.outcome !== verdict.outcome || !sameSet(draft.rules, verdict.rules))
  )
}

/** Choosing the verdict's outcome brings its rules along; choosing another lets them go again. */
export function withOutcome(draft: Draft, outcome: Outcome, verdict: Judged): Draft {
  const untouched = draft.outcome === null && draft.rules.length === 0
  if (untouched && outcome === verdict.outcome) return { ...draft, outcome, rules: verdict.rules }
  const brought = outcome !== verdict.outcome && sameSet(draft.rules, verdict.rules)
  return { ...draft, outcome, rules: brought || outcome === 'UNDETERMINED' ? [] : draft.rules }
}

const kinds: readonly ActionKind[] = ['HIDE', 'REMOVE', 'LIMIT', 'WARN', 'NONE']

/** The action the policy asks for at an outcome, unless the reviewer chose another. */
export function actionOf(draft: Draft, manifest: unknown): ActionKind {
  if (draft.action) return draft.action
  if (draft.outcome === 'ALLOWED' || draft.outcome === null) return 'NONE'
  const actions = (manifest as { actions?: Record<string, unknown> } | null)?.actions
  const named = actions?.[draft.outcome.toLowerCase()]
  return kinds.find((kind) => kind.toLowerCase() === named) ?? 'HIDE'
}

/** What is still missing before a decision can be sent, in words for the button's title. */
export function missing(draft: Draft, verdict: Judged): string[] {
  return [
    ...(draft.outcome === null ? ['choose an outcome'] : []),
    ...(draft.outcome === 'VIOLATES' && draft.rules.length === 0 ? ['name a rule'] : []),
    ...(isCorrection(draft, verdict) && !draft.rationale.trim() ? ['write a rationale'] : []),
    ...(draft.unclear && !draft.unclear.rule ? ['name the unclear rule'] : []),
    ...(draft.unclear && !draft.unclear.question.trim() ? ['say what is unclear'] : []),
  ]
}
