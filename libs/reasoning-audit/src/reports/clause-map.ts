import { listCodeMentions } from '@assize/policy'

/** What is known of one rule of a version. */
export interface ClauseCounts {
  readonly code: string
  readonly title: string
  /** Verdicts that name it, and of them those that violate. */
  readonly named: number
  readonly fired: number
  readonly flagged: number
  /** Corrections by people of verdicts that name it. */
  readonly overturned: number
}

export const clauseUses = ['fires', 'named', 'cited', 'never'] as const
/** How far a rule is used: it decides, is named without a violation, is only reasoned about, or nothing. */
export type ClauseUse = (typeof clauseUses)[number]

export interface Clause extends ClauseCounts {
  /** Of the traces read, those that mention it. */
  readonly cited: number
  readonly use: ClauseUse
}

/** In how many of the traces each code stands; once a trace. Codes differ by no punctuation. */
export function citedIn(
  traces: readonly string[],
  codes: readonly string[],
): ReadonlyMap<string, number> {
  const known = new Map(codes.map((code) => [bare(code), code]))
  const counts = new Map<string, number>()
  for (const trace of traces) {
    const cited = new Set(listCodeMentions(trace).map(({ code }) => known.get(bare(code))))
    for (const code of cited) if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return counts
}

export const clauseOf = (counts: ClauseCounts, cited: number): Clause => ({
  ...counts,
  cited,
  use: useOf(counts, cited),
})

function useOf({ fired, named }: ClauseCounts, cited: number): ClauseUse {
  if (fired > 0) return 'fires'
  if (named > 0) return 'named'
  return cited > 0 ? 'cited' : 'never'
}

const bare = (code: string): string => code.replace(/[-._ ]/g, '').toUpperCase()
