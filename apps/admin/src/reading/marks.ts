import type { FindingSeverity } from '../api/schema-words.js'
import type { Claim, ClaimKind } from './claims.js'
import type { Place } from './segments.js'

export type PaneName = 'trace' | 'output' | 'policy' | 'content'

/** A place in one pane; marks that share an id are partners and light up together. */
export interface Mark extends Place {
  readonly id: string
  readonly in: PaneName
  readonly message: number
  readonly kind: ClaimKind | 'finding'
  readonly number: number | null
  readonly severity: FindingSeverity
}

interface MarkedFinding {
  readonly number: number
  readonly severity: FindingSeverity
  readonly spans: readonly {
    readonly in: string
    readonly message: number | null
    readonly start: number
    readonly end: number
  }[]
}

export const findingId = (number: number) => `f${number}`

const touches = (a: Place, b: Place) => a.start < b.end && b.start < a.end

/**
 * Marks of all panes. A finding that names no passage of the policy itself borrows the passages
 * of the claims it covers, so that selecting it still shows what the trace spoke of.
 */
export function marksOf(
  findings: readonly MarkedFinding[],
  claims: readonly Claim[],
  judgedMessage: number,
): Mark[] {
  return [
    ...claims.flatMap((claim, i) => claimMarks(claim, `c${i + 1}`)),
    ...findings.flatMap((finding) => findingMarks(finding, claims, judgedMessage)),
  ]
}

function claimMarks(claim: Claim, id: string): Mark[] {
  const base = { id, kind: claim.kind, number: null, severity: 'SOFT', message: 0 } as const
  const { start, end, partner } = claim
  return [
    { ...base, in: 'trace', start, end },
    ...(partner
      ? [{ ...base, ...partner, message: partner.in === 'content' ? partner.message : 0 }]
      : []),
  ]
}

function findingMarks(
  { number, severity, spans }: MarkedFinding,
  claims: readonly Claim[],
  judgedMessage: number,
): Mark[] {
  const base = { id: findingId(number), kind: 'finding', number, severity } as const
  const own = spans.map((span): Mark => ({
    ...base,
    in: span.in.toLowerCase() as PaneName,
    message: span.message ?? judgedMessage,
    start: span.start,
    end: span.end,
  }))
  if (own.some((mark) => mark.in === 'policy')) return own
  const borrowed = claims
    .filter((claim) => own.some((mark) => mark.in === 'trace' && touches(mark, claim)))
    .flatMap(({ partner }): Mark[] =>
      partner?.in === 'policy' ? [{ ...base, ...partner, message: 0 }] : [],
    )
  return [...own, ...borrowed.slice(0, 1)]
}

/** What is selected while nobody has chosen: the first hard finding, else the first. */
export function firstMark(findings: readonly MarkedFinding[]): string | null {
  const first = findings.find(({ severity }) => severity === 'HARD') ?? findings[0]
  return first ? findingId(first.number) : null
}

/** The finding before or after the selected one, round the end. */
export function steppedFinding(
  findings: readonly { readonly number: number }[],
  selected: string | null,
  step: 1 | -1,
): string | null {
  if (findings.length === 0) return null
  const at = findings.findIndex(({ number }) => findingId(number) === selected)
  const next =
    at < 0
      ? step === 1
        ? 0
        : findings.length - 1
      : (at + step + findings.length) % findings.length
  const finding = findings[next]
  return finding ? findingId(finding.number) : null
}
