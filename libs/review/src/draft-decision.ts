import { isStorableText } from '@assize/kernel'
import type { Outcome } from '@assize/policy'
import type { DecisionInput } from './decision.js'
import { ReviewError } from './review-error.js'

export const decisionLimits = { rationaleCharacters: 10_000, rules: 50 } as const

interface Judged {
  readonly outcome: Outcome
  readonly rules: readonly string[]
}

export type DraftDecision = DecisionInput & { readonly isCorrection: boolean }

/**
 * A decision fit for the record: each rule once, a rationale with words in it or none. `knows` tells which rule codes
 * the policy version has. Throws `UNKNOWN_RULE`, `TOO_MANY_RULES`, `RATIONALE_REQUIRED`, `RATIONALE_TOO_LONG` or
 * `RATIONALE_INVALID`.
 */
export function draftDecision(
  input: DecisionInput,
  verdict: Judged,
  knows: (code: string) => boolean,
): DraftDecision {
  const rules = requireKnown([...new Set(input.rules)], knows)
  const rationale = readRationale(input.rationale)
  const isCorrection = differs({ outcome: input.outcome, rules }, verdict)
  if (isCorrection && rationale === null)
    throw new ReviewError('RATIONALE_REQUIRED', 'expected a rationale for a correction, saw none', {
      verdict: { outcome: verdict.outcome, rules: verdict.rules },
    })
  return { ...input, rules, rationale, isCorrection }
}

/** Whether a decision overturns a verdict: another outcome, or other rules in whatever order. */
export function differs(decision: Judged, verdict: Judged): boolean {
  const mine = new Set(decision.rules)
  const theirs = new Set(verdict.rules)
  const same = mine.size === theirs.size && [...mine].every((code) => theirs.has(code))
  return decision.outcome !== verdict.outcome || !same
}

/** Throws `UNKNOWN_RULE`, `TOO_MANY_RULES`. */
export function requireKnown(
  rules: readonly string[],
  knows: (code: string) => boolean,
): readonly string[] {
  if (rules.length > decisionLimits.rules)
    throw new ReviewError('TOO_MANY_RULES', `expected at most ${decisionLimits.rules} rules`, {
      most: decisionLimits.rules,
      seen: rules.length,
    })
  const unknown = rules.filter((code) => !knows(code))
  if (unknown.length > 0)
    throw new ReviewError('UNKNOWN_RULE', 'expected rules the policy version has', {
      unknown: unknown.slice(0, 10).map((code) => code.slice(0, 40)),
    })
  return rules
}

function readRationale(text: string | null): string | null {
  if (text === null || text.trim() === '') return null
  if (text.length > decisionLimits.rationaleCharacters)
    throw new ReviewError(
      'RATIONALE_TOO_LONG',
      `expected at most ${decisionLimits.rationaleCharacters} characters, saw ${text.length}`,
      { most: decisionLimits.rationaleCharacters, seen: text.length },
    )
  if (!isStorableText(text))
    throw new ReviewError('RATIONALE_INVALID', 'expected well-formed Unicode without NUL')
  return text
}
