import type { RecordedFinding } from '../finding-store.js'
import type { Finding } from '../finding.js'
import {
  findDisagreement,
  likenesses,
  type AcrossFindingType,
  type Compared,
  type Likeness,
} from './disagreement.js'

/** A verdict that was recorded like another, and how it is like it. */
export interface Neighbour extends Compared {
  readonly likeness: Likeness
}

type Kept = Pick<RecordedFinding, 'type' | 'severity' | 'confidence' | 'evidence'>

/** The newest audit of a verdict, as a later look begins from it. */
export interface Looked {
  readonly findings: readonly Kept[]
  readonly risk: number
  readonly flagged: boolean
}

/** What a later look has to add; nothing where nobody would learn anything new from another finding set. */
export interface Addition {
  readonly findings: readonly Finding<AcrossFindingType>[]
  readonly risk: number
  readonly flagged: boolean
}

/**
 * A likeness that a verdict was told of before is told again only where it has become hard: content that is judged
 * again and again would else grow a finding set with every judgement.
 */
export function lookAgain(
  own: Compared,
  neighbours: readonly Neighbour[],
  before: Looked,
): Addition | undefined {
  const findings = likenesses.flatMap((likeness) => {
    const alike = neighbours.filter((each) => each.likeness === likeness)
    const finding = findDisagreement(own, alike, likeness)
    return finding && isNews(finding, likeness, before) ? [finding] : []
  })
  if (findings.length === 0) return undefined
  return {
    findings,
    risk: findings.reduce((risk, finding) => Math.max(risk, riskIn(finding)), before.risk),
    flagged: before.flagged || findings.some(({ severity }) => severity === 'hard'),
  }
}

function isNews(finding: Finding, likeness: Likeness, before: Looked): boolean {
  const told = before.findings.filter(
    ({ type, evidence }) => type === 'self-inconsistent' && evidence?.['kind'] === likeness,
  )
  return (
    told.length === 0 ||
    (finding.severity === 'hard' && told.every(({ severity }) => severity === 'soft'))
  )
}

/**
 * Of the same words under the same version, the share that concluded otherwise is how often this verdict is wrong if the
 * most are right. Looser likenesses say nothing of which verdict errs, and leave the risk as it was.
 */
const riskIn = ({ evidence, confidence }: Finding): number =>
  evidence['kind'] === 'same-prompt' || evidence['kind'] === 'same-words' ? confidence : 0

/** How two verdicts over the same words under the same version are alike. */
export function likenessOf(
  own: { readonly effort: string | null; readonly promptDigest: string },
  other: { readonly effort: string | null; readonly promptDigest: string },
): Likeness {
  if (own.effort !== null && other.effort !== null && own.effort !== other.effort) return 'effort'
  return own.promptDigest === other.promptDigest ? 'same-prompt' : 'same-words'
}
