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
  readonly unsupported: boolean
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
export const claimId = (number: number) => `c${number}`

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
    ...claims.flatMap(claimMarks),
    ...findings.flatMap((finding) => findingMarks(finding, claims, judgedMessage)),
  ]
}

function claimMarks(claim: Claim): Mark[] {
  const { start, end, partners, kind, unsupported } = claim
  const base = { kind, number: null, severity: 'SOFT', message: 0, unsupported } as const
  const own = { ...base, id: claimId(claim.number) }
  return [
    { ...own, in: 'trace', start, end },
    ...partners.map((partner): Mark => ({ ...own, ...partner })),
  ]
}

function findingMarks(
  { number, severity, spans }: MarkedFinding,
  claims: readonly Claim[],
  judgedMessage: number,
): Mark[] {
  const base = {
    id: findingId(number),
    kind: 'finding',
    number,
    severity,
    unsupported: false,
  } as const
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
    .flatMap(({ partners }) => partners)
    .flatMap((partner): Mark[] =>
      partner.in === 'policy' ? [{ ...base, ...partner, message: 0 }] : [],
    )
  return [...own, ...borrowed.slice(0, 1)]
}

/** What is selected while nobody has chosen: the first hard finding, else the first. */
export function firstMark(findings: readonly MarkedFinding[]): string | null {
  const first = findings.find(({ severity }) => severity === 'HARD') ?? findings[0]
  return first ? findingId(first.number) : null
}

/** Findings and claims in the order in which the trace comes to them; a finding about the whole comes first. */
export function readingOrder(
  findings: readonly { readonly number: number }[],
  marks: readonly Mark[],
): string[] {
  const starts = new Map<string, number>()
  for (const { id, in: pane, start } of marks)
    if (pane === 'trace') starts.set(id, Math.min(start, starts.get(id) ?? start))
  const ids = [...findings.map(({ number }) => findingId(number)), ...starts.keys()]
  return [...new Set(ids)].sort((a, b) => (starts.get(a) ?? -1) - (starts.get(b) ?? -1))
}

/** The one before or after the selected one, round the end. */
export function stepped(
  ids: readonly string[],
  selected: string | null,
  step: 1 | -1,
): string | null {
  const at = ids.indexOf(selected ?? '')
  const next =
    at < 0 ? (step === 1 ? 0 : ids.length - 1) : (at + step + ids.length) % (ids.length || 1)
  return ids[next] ?? null
}
