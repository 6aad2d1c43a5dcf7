import type { FindingsCall } from '@assize/verdict'
import type { Finding } from './finding.js'
import { defaultFindingRules, type FindingConsequence, type FindingRule } from './finding-rules.js'
import { covers, isInForce, type Suppression } from './finding-suppression.js'

/** What holds for the findings of one policy at one time. */
export interface FindingStanding {
  readonly rules: readonly FindingRule[]
  /** The fact that set the rules; null for the usual ones. */
  readonly rulesId: string | null
  /** Types whose detectors only advise. */
  readonly advisory: ReadonlySet<string>
  readonly suppressions: readonly Suppression[]
}

/** Of a policy nobody has said anything of. */
export const usualStanding: FindingStanding = {
  rules: defaultFindingRules,
  rulesId: null,
  advisory: new Set(),
  suppressions: [],
}

/** What became of one finding: what it leads to, or why it only counts. */
export interface FollowedFinding {
  readonly does: readonly FindingConsequence[]
  readonly advisory?: true
  /** The id of the suppression that kept it from leading to anything. */
  readonly suppression?: string
}

export interface FindingsFollowed {
  /** In the order of the findings. */
  readonly findings: readonly FollowedFinding[]
  readonly call: FindingsCall
}

/** Whether it leads to more than being counted. */
export const isActing = ({ opensCase, repeats }: FindingsCall): boolean => opensCase || repeats

/** As much of the verdict as scopes of suppressions look at. */
export interface FoundIn {
  readonly policy: string
  readonly citedRules: readonly string[]
  /** The id each finding will have. */
  readonly findingId: (index: number) => string
}

/** What a verdict's findings lead to under its policy's rules. Pure. */
export function followFindings(
  findings: readonly Finding[],
  standing: FindingStanding,
  where: FoundIn,
  at: Date,
): FindingsFollowed {
  const inForce = standing.suppressions.filter((each) => isInForce(each, at))
  const followed = findings.map((finding, index): FollowedFinding => {
    const asked = { ...where, ...finding, id: where.findingId(index) }
    const suppression = inForce.find((each) => covers(each, asked))
    if (suppression) return { does: ['count'], suppression: suppression.id }
    if (standing.advisory.has(finding.type)) return { does: ['count'], advisory: true }
    return { does: consequencesOf(finding, standing.rules) }
  })
  return { findings: followed, call: callOf(findings, followed) }
}

/**
 * Rules that name the finding's type stand in place of those for all types; all that match act. A finding that no rule
 * matches only counts.
 */
export function consequencesOf(
  finding: Pick<Finding, 'type' | 'severity' | 'confidence'>,
  rules: readonly FindingRule[],
): readonly FindingConsequence[] {
  const own = rules.filter(({ type }) => type === finding.type)
  const does = (own.length > 0 ? own : rules.filter(({ type }) => type === null))
    .filter(
      ({ severity, minConfidence }) =>
        (severity === null || severity === finding.severity) && finding.confidence >= minConfidence,
    )
    .map((rule) => rule.does)
  const acting = [...new Set(does)].filter((each) => each !== 'count')
  return acting.length > 0 ? acting : ['count']
}

/**
 * What findings lead to together; null stands beside those that no rules were asked for. What is escalated or kept
 * from acting waits for a person, so it opens a case too.
 */
export function callOf(
  findings: readonly Pick<Finding, 'type'>[],
  followed: readonly (FollowedFinding | null)[],
): FindingsCall {
  const all = new Set(followed.flatMap((each) => each?.does ?? []))
  const blocking = findings.filter((_, i) => followed[i]?.does.includes('block-action'))
  return {
    opensCase: all.has('open-case') || all.has('escalate') || all.has('block-action'),
    escalates: all.has('escalate'),
    blockedBy: [...new Set(blocking.map(({ type }) => type))],
    repeats: all.has('repeat'),
  }
}
