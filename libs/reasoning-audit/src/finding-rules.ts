import { findingTypes, type FindingType } from './detectors.js'
import { FindingRuleError } from './finding-rule-error.js'
import { findingSeverities, type FindingSeverity } from './finding.js'

/** What a finding may lead to; a closed list, also in the database. */
export const findingConsequences = [
  'open-case',
  'escalate',
  'block-action',
  'repeat',
  'count',
] as const
export type FindingConsequence = (typeof findingConsequences)[number]

/** What one policy lets a kind of finding lead to; null stands for any. */
export interface FindingRule {
  readonly type: FindingType | null
  readonly severity: FindingSeverity | null
  /** 0 to 1. */
  readonly minConfidence: number
  readonly does: FindingConsequence
}

/** Of a policy whose owners set none: what flags a verdict opens a case, everything else only counts. */
export const defaultFindingRules: readonly FindingRule[] = [
  { type: null, severity: 'hard', minConfidence: 0.5, does: 'open-case' },
]

export const findingRuleLimits = { rules: 100 } as const

/** Rules as somebody asks for them, checked. Throws `RULES_INVALID`, `RULES_TOO_MANY`. */
export function parseFindingRules(rules: readonly FindingRule[]): readonly FindingRule[] {
  const { rules: most } = findingRuleLimits
  if (rules.length > most)
    throw new FindingRuleError(
      'RULES_TOO_MANY',
      `expected at most ${most} rules, saw ${rules.length}`,
      { most },
    )
  const seen = new Set<string>()
  return rules.map(({ type, severity, minConfidence, does }, index) => {
    const rule = { type, severity, minConfidence, does }
    const key = JSON.stringify([type, severity, does])
    if (!isRule(rule) || seen.has(key))
      throw new FindingRuleError(
        'RULES_INVALID',
        `expected each rule once, of known words and a confidence of 0 to 1; rule ${index + 1} is not`,
        { index },
      )
    seen.add(key)
    return rule
  })
}

const isRule = ({ type, severity, minConfidence, does }: FindingRule): boolean =>
  (type === null || findingTypes.includes(type)) &&
  (severity === null || findingSeverities.includes(severity)) &&
  findingConsequences.includes(does) &&
  minConfidence >= 0 &&
  minConfidence <= 1
