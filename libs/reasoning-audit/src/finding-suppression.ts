import { isStorableText } from '@assize/kernel'
import type { FindingType } from './detectors.js'
import { FindingRuleError } from './finding-rule-error.js'

/** Which findings a suppression is about; what is null narrows nothing. */
export interface SuppressionScope {
  readonly policy: string
  readonly type: FindingType
  /** The code the finding is about or, where it names none, one that the verdict cites. */
  readonly rule: string | null
  /** One finding alone: `<set>:<index>`. */
  readonly findingId: string | null
}

/** A person's word, with a reason, that findings of one kind lead to nothing for a while. */
export interface Suppression extends SuppressionScope {
  readonly id: string
  /** Null once erased. */
  readonly reason: string | null
  readonly until: Date | null
  readonly by: string
  readonly recordedAt: Date
  readonly lifted: { readonly by: string; readonly at: Date } | null
}

/** As much of a finding and its verdict as a scope looks at. */
export interface SuppressibleFinding {
  readonly id: string
  readonly policy: string
  readonly type: string
  readonly evidence: Readonly<Record<string, unknown>> | null
  readonly citedRules: readonly string[]
}

export const isInForce = ({ until, lifted }: Pick<Suppression, 'until' | 'lifted'>, at: Date) =>
  lifted === null && (until === null || until > at)

export function covers(scope: SuppressionScope, finding: SuppressibleFinding): boolean {
  if (scope.policy !== finding.policy || scope.type !== finding.type) return false
  if (scope.findingId !== null) return scope.findingId === finding.id
  return scope.rule === null || isAbout(finding, scope.rule)
}

function isAbout({ evidence, citedRules }: SuppressibleFinding, rule: string): boolean {
  const code = evidence?.['code']
  return typeof code === 'string' ? code === rule : citedRules.includes(rule)
}

const mostCharacters = 2_000

/** Throws `REASON_REQUIRED`, `REASON_INVALID`. */
export function parseReason(text: string): string {
  const reason = text.trim()
  if (reason === '') throw new FindingRuleError('REASON_REQUIRED', 'expected a reason, saw none')
  if (reason.length > mostCharacters || !isStorableText(reason))
    throw new FindingRuleError(
      'REASON_INVALID',
      `expected a reason of at most ${mostCharacters} characters of text`,
      { most: mostCharacters },
    )
  return reason
}
