import type { Place } from './segments.js'

/** What kind of thing a trace says at a place; each kind has its own underline. */
export type ClaimKind = 'rule' | 'quote' | 'content' | 'fact' | 'inference' | 'conclusion'

export type Partner =
  | { readonly in: 'policy'; readonly start: number; readonly end: number }
  | {
      readonly in: 'content'
      readonly message: number
      readonly start: number
      readonly end: number
    }

export interface Claim extends Place {
  readonly number: number
  readonly kind: ClaimKind
  /** Looked for in policy and content, and not found there. */
  readonly unsupported: boolean
  /** Where the thing spoken of stands, for the other panes; what it rests on brings its own. */
  readonly partners: readonly Partner[]
}

interface ToldSpan {
  readonly in: string
  readonly message: number | null
  readonly start: number
  readonly end: number
}

export interface ToldClaim {
  readonly number: number
  readonly kind: 'QUOTE' | 'CITATION' | 'OBSERVATION' | 'INFERENCE' | 'CONCLUSION'
  readonly unsupported: boolean
  readonly span: { readonly start: number; readonly end: number }
  readonly support: ToldSpan | null
  readonly restsOn: readonly number[]
}

const kinds = {
  CITATION: 'rule',
  QUOTE: 'quote',
  OBSERVATION: 'fact',
  INFERENCE: 'inference',
  CONCLUSION: 'conclusion',
} as const

/** Claims as the panes mark them. */
export function toClaims(told: readonly ToldClaim[]): Claim[] {
  const byNumber = new Map(told.map((claim) => [claim.number, claim]))
  return told.map(({ number, kind, unsupported, span, support, restsOn }) => {
    const grounds = restsOn.map((ground) => byNumber.get(ground)?.support)
    const partners = [support, ...grounds].flatMap(toPartner)
    const isOfContent = kind === 'QUOTE' && support?.in === 'CONTENT'
    const { start, end } = span
    return {
      ...{ number, start, end, unsupported, partners },
      kind: isOfContent ? 'content' : kinds[kind],
    }
  })
}

function toPartner(span: ToldSpan | null | undefined): Partner[] {
  if (!span) return []
  const { start, end } = span
  if (span.in === 'POLICY') return [{ in: 'policy', start, end }]
  return span.in === 'CONTENT' ? [{ in: 'content', message: span.message ?? 0, start, end }] : []
}
