import { outcomes, type Outcome } from '@assize/policy'
import type { Conclusion } from './test-result.js'
import type { TestedCase } from './tested-case.js'

export const caseStandings = ['correct', 'wrong', 'undetermined', 'pending'] as const
export type CaseStanding = (typeof caseStandings)[number]

/** How one case came out over its repeats. */
export interface CaseOutcome {
  readonly index: number
  readonly expected: Outcome
  readonly standing: CaseStanding
  /** What most repeats concluded; `undetermined` where none was the most. Null before the first. */
  readonly majority: Outcome | null
  readonly repeats: number
  /** Not all repeats concluded the same. */
  readonly flipped: boolean
  /** Pairs of its repeats, and those of them that differ. */
  readonly repeatPairs: number
  readonly differingPairs: number
}

/** `results` are those of this case, in any order. */
export function caseOutcome(
  { index, expected }: Pick<TestedCase, 'index' | 'expected'>,
  results: readonly Conclusion[],
): CaseOutcome {
  const n = results.length
  const counts = outcomes.map((outcome) => results.filter((r) => r.outcome === outcome).length)
  const samePairs = counts.reduce((sum, count) => sum + pairsOf(count), 0)
  return {
    ...{ index, expected, repeats: n },
    standing: standingOf(expected, results),
    majority: n === 0 ? null : mostOf(results.map(({ outcome }) => outcome)),
    flipped: counts.filter((count) => count > 0).length > 1,
    repeatPairs: pairsOf(n),
    differingPairs: pairsOf(n) - samePairs,
  }
}

/**
 * A policy may have a label that leaves it to people: a case that expects it is right where the model chose it, and
 * undetermined where nothing could be read.
 */
function standingOf(expected: Outcome, results: readonly Conclusion[]): CaseStanding {
  if (results.length === 0) return 'pending'
  const majority = mostOf(results.map(({ outcome }) => outcome))
  if (majority !== 'undetermined') return majority === expected ? 'correct' : 'wrong'
  if (expected !== 'undetermined') return 'undetermined'
  const chosen = results.filter(({ undeterminedReason }) => undeterminedReason === 'escalated')
  return 2 * chosen.length > results.length ? 'correct' : 'undetermined'
}

function mostOf(concluded: readonly Outcome[]): Outcome {
  const counts = outcomes.map((outcome) => concluded.filter((each) => each === outcome).length)
  const most = Math.max(...counts)
  const [winner, second] = outcomes.filter((_, at) => counts[at] === most)
  return winner === undefined || second !== undefined ? 'undetermined' : winner
}

const pairsOf = (n: number): number => (n * (n - 1)) / 2
