import type { CaseOutcome } from './case-standing.js'
import type { PairFlips } from './pair-flips.js'

/** Which cases of a run somebody asks to see. */
export const caseFilters = ['wrong', 'flipped', 'undetermined', 'paired'] as const
export type CaseFilter = (typeof caseFilters)[number]

/** The places of cases whose pair was concluded differently. */
export const inFlippedPairs = ({ list }: PairFlips): ReadonlySet<number> =>
  new Set(list.flatMap(({ members }) => members.map(({ index }) => index)))

/** `paired` is told by the cases themselves, everything else by how they came out. */
export function isAmong(
  filter: CaseFilter | null,
  { index, standing, flipped }: CaseOutcome,
  pairFlipped: ReadonlySet<number>,
  isPaired: boolean,
): boolean {
  if (filter === null) return true
  if (filter === 'paired') return isPaired
  return filter === 'flipped' ? flipped || pairFlipped.has(index) : standing === filter
}
