import type { FindingSpan } from '../finding.js'

export const claimKinds = ['quote', 'citation', 'observation', 'inference', 'conclusion'] as const
export type ClaimKind = (typeof claimKinds)[number]

/** Something a trace claims, at a place in it; claims of one kind do not overlap. */
export interface Claim {
  readonly kind: ClaimKind
  /** Number of the step it stands in, from 1. */
  readonly step: number
  readonly start: number
  readonly end: number
  /** The passage of the policy or stretch of the content that bears it out. */
  readonly support: FindingSpan | null
  /** Looked for in what the model was given, and not found there. Inferences and conclusions never are. */
  readonly unsupported: boolean
  /** Indices of the claims it draws on, for inferences and conclusions. */
  readonly restsOn: readonly number[]
}

export const needsSupport = (kind: ClaimKind): boolean =>
  kind === 'quote' || kind === 'citation' || kind === 'observation'

/** Share of quotes, citations and observations that are borne out; null where there is none of them. */
export function groundingCoverage(
  claims: readonly Pick<Claim, 'kind' | 'unsupported'>[],
): number | null {
  const checked = claims.filter(({ kind }) => needsSupport(kind))
  if (checked.length === 0) return null
  const supported = checked.filter(({ unsupported }) => !unsupported).length
  return Math.round((supported / checked.length) * 1000) / 1000
}
