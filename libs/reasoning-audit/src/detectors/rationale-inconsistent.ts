import { ancestors, outcomeOfRule, type Outcome, type OutputContract } from '@assize/policy'
import { listLabelTokens } from '@assize/verdict'
import { readExplanation } from '../explanation.js'
import type { Finding, FindingSpan } from '../finding.js'
import { listPartUses, listRuleUses, type RuleUse } from '../rule-uses.js'
import { findMiscount } from '../stated-counts.js'
import type { SubjectReading } from '../subject-reading.js'

/** What the trace or the output states does not give the result that the output states. */
export const rationaleInconsistent = {
  type: 'rationale-inconsistent',
  about: {
    catches:
      'rules that lead to the other outcome, an explanation against its own label, another rule in the output than the trace settles on, counts and severities that do not reach the threshold they are said to reach',
    blindSpots:
      'rules whose outcome neither the policy nor a heading above them states, facts that contradict each other without a number or a rule, counts of which the trace says neither how many are needed nor how many there are',
  },
  detect,
} as const

type Inconsistency = Omit<Finding<'rationale-inconsistent'>, 'type' | 'severity'>

function detect(reading: SubjectReading): Finding<'rationale-inconsistent'>[] {
  const { outcome } = reading.subject.outcome
  const uses = listRuleUses(reading)
  const parts = uses.length === 0 ? listPartUses(reading, reading.policy.parts.outcomes) : []
  const found = [
    ...(outcome === 'undetermined'
      ? []
      : [
          rulesNamedWith(reading, outcome),
          rulesSettledOn(reading, outcome, uses) ?? labelBesideRule(reading, outcome, uses),
          rulesSettledOn(reading, outcome, parts) ?? labelBesideRule(reading, outcome, parts),
          otherRule(reading, uses),
          explanationAgainst(reading, outcome),
        ]),
    miscounted(reading),
  ]
  return found
    .filter((each): each is Inconsistency => each !== undefined)
    .map((each) => ({ type: 'rationale-inconsistent', severity: 'hard', ...each }))
}

const inTrace = ({ start, end }: { start: number; end: number }): FindingSpan => ({
  in: 'trace',
  start,
  end,
})

const labelSpans = ({ subject: { outcome } }: SubjectReading): FindingSpan[] =>
  outcome.labelSpan ? [{ in: 'output', ...outcome.labelSpan }] : []

/** The output names rules, and every one leads to the other outcome than its label. */
function rulesNamedWith(reading: SubjectReading, stated: Outcome): Inconsistency | undefined {
  const { contract, outcome } = reading.subject
  if (contract.kind === 'dual-codes' || contract.kind === 'report') return undefined
  const implied = outcome.rules.map((code) => outcomeOfRule(contract, code))
  if (implied.length === 0 || implied.some((each) => each !== opposite(stated))) return undefined
  return {
    confidence: 0.85,
    spans: labelSpans(reading),
    message: `the output says ${stated} and names a rule that leads to ${opposite(stated)}`,
    evidence: { kind: 'rule-of-output', stated, rules: outcome.rules.slice(0, 5) },
  }
}

const opposite = (outcome: Outcome): Outcome => (outcome === 'allowed' ? 'violates' : 'allowed')

/**
 * Every rule that the trace names leads to the other outcome. A trace may clear content of one prohibition after
 * another, so for `allowed` the last rule must be one that the content was put under; a trace that finds a
 * violation names its rule.
 */
function rulesSettledOn(
  reading: SubjectReading,
  stated: Outcome,
  uses: readonly RuleUse[],
): Inconsistency | undefined {
  if (uses.some((use) => use.outcome !== opposite(stated))) return undefined
  const telling = uses.filter(
    ({ as, isHalf, outcome }) => as !== 'denied' && !(isHalf && outcome === 'allowed'),
  )
  const settled = telling.filter(({ as }) => as !== 'asked').at(-1)
  const last = stated === 'allowed' ? settled : (settled ?? telling.at(-1))
  if (!last || last.outcome === 'undetermined') return undefined
  if (stated === 'allowed' && (last.as !== 'applied' || isDenied(uses.at(-1)))) return undefined
  const isApplied = telling.some(({ as }) => as === 'applied')
  return {
    confidence: isApplied ? 0.75 : 0.55,
    spans: [inTrace(last), ...labelSpans(reading)],
    message: `every rule that the trace names leads to ${opposite(stated)} and the output says ${stated}`,
    evidence: { kind: 'settled-rule', rule: last.code, implied: last.outcome, stated },
  }
}

const isDenied = (use: RuleUse | undefined): boolean => use?.as === 'denied'

/** `So VALID (TR2)`: a label with a rule in brackets behind it that leads to the other outcome. */
function labelBesideRule(
  reading: SubjectReading,
  stated: Outcome,
  uses: readonly RuleUse[],
): Inconsistency | undefined {
  const { trace, contract } = reading.subject
  for (const use of uses.slice(-6).reverse()) {
    if (use.outcome !== opposite(stated) || use.isHalf || use.as === 'asked') continue
    const before = trace.slice(Math.max(use.sentence.start, use.start - 24), use.start)
    const token = listLabelTokens(before, contract.labels, []).at(-1)
    if (token?.label.outcome !== stated || token.idle) continue
    if (!/^["'”’*]*\s*\((?:rule |code |under |per )?$/i.test(before.slice(token.end))) continue
    return {
      confidence: 0.65,
      spans: [inTrace(use), ...labelSpans(reading)],
      message: `the trace says ${stated} under a rule that leads to ${use.outcome}`,
      evidence: { kind: 'label-beside-rule', rule: use.code, implied: use.outcome, stated },
    }
  }
  return undefined
}

/** The output names one rule and the trace had put the content under another, and under no other than that. */
function otherRule(reading: SubjectReading, uses: readonly RuleUse[]): Inconsistency | undefined {
  const { contract, outcome } = reading.subject
  const named = outcome.rules
  if (named.length === 0 || named.some((code) => isOfOther(contract, code, outcome.outcome)))
    return undefined
  const settled = uses
    .filter(({ as, outcome: led }) => as === 'applied' && led !== opposite(outcome.outcome))
    .at(-1)
  if (!settled || uses.some((use) => named.some((code) => areKin(code, use.code)))) return undefined
  return {
    confidence: 0.6,
    spans: [inTrace(settled), ...labelSpans(reading)],
    message: 'the output names another rule than the trace settles on',
    evidence: { kind: 'other-rule', settled: settled.code, named: named.slice(0, 5) },
  }
}

const areKin = (one: string, other: string): boolean =>
  one === other || ancestors(one).includes(other) || ancestors(other).includes(one)

const isOfOther = (contract: OutputContract, code: string, stated: Outcome): boolean =>
  outcomeOfRule(contract, code) === opposite(stated)

/** What the output says beside its label concludes the other outcome. */
function explanationAgainst(reading: SubjectReading, stated: Outcome): Inconsistency | undefined {
  const explained = readExplanation(reading.subject)
  if (!explained || explained.outcome !== opposite(stated)) return undefined
  return {
    confidence: explained.firm ? 0.75 : 0.6,
    spans: [
      explained.span
        ? { in: 'output', ...explained.span }
        : { in: 'output', start: 0, end: reading.subject.output.length },
    ],
    message: `the output says ${stated} and explains why it is ${explained.outcome}`,
    evidence: { kind: 'explanation', stated, explained: explained.outcome },
  }
}

function miscounted(reading: SubjectReading): Inconsistency | undefined {
  const miscount = findMiscount(reading)
  if (!miscount) return undefined
  const { needed, found, met } = miscount
  return {
    confidence: 0.75,
    spans: [inTrace(miscount)],
    message: met
      ? 'the trace takes a threshold for met that its own count does not reach'
      : 'the trace takes a threshold for missed that its own count reaches',
    evidence: { kind: 'count', needed, found, met },
  }
}
