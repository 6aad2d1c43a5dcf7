import { wilson, type Interval } from '@assize/kernel'
import { outcomes, type Outcome, type OutputContract, type TestDemands } from '@assize/policy'
import { caseOutcome, type CaseOutcome } from './case-standing.js'
import { pairFlips, type PairFlips } from './pair-flips.js'
import { inventedRules, ruleFigures, type InventedRule, type RuleFigures } from './rule-figures.js'
import type { Conclusion } from './test-result.js'
import type { TestedCase } from './tested-case.js'

export interface ConfusionCell {
  readonly expected: Outcome
  readonly concluded: Outcome
  readonly cases: number
}

export interface RepeatFlips {
  /** Cases that were judged more than once. */
  readonly compared: number
  readonly flipped: number
  readonly share: number | null
  readonly repeatPairs: number
  readonly differingPairs: number
  /** The places of the cases that flipped. */
  readonly list: readonly number[]
}

/** What a run says of a policy. A share of nothing is null. */
export interface RunSummary {
  readonly cases: number
  readonly results: number
  readonly correct: number
  readonly wrong: number
  readonly undetermined: number
  readonly pending: number
  /** Of the cases with a result, those concluded as expected. */
  readonly accuracy: number | null
  readonly interval: Interval | null
  readonly confusion: readonly ConfusionCell[]
  readonly rules: readonly RuleFigures[]
  readonly invented: readonly InventedRule[]
  readonly flips: RepeatFlips
  readonly pairs: PairFlips
  readonly demands: Required<TestDemands>
  readonly passed: boolean
  /** Why it does not pass, in words; none where it does. */
  readonly reasons: readonly string[]
}

export interface SummarisedRun {
  readonly cases: readonly TestedCase[]
  /** In any order; each pair of case and repeat once. */
  readonly results: readonly Conclusion[]
  readonly contract: OutputContract
  readonly demands: TestDemands | undefined
}

export function summariseRun({ cases, results, contract, demands }: SummarisedRun): RunSummary {
  const standings = standingsOf(cases, results)
  const concluded = new Map(standings.map((each) => [each.index, each]))
  const count = (standing: CaseOutcome['standing']) =>
    standings.filter((each) => each.standing === standing).length
  const [correct, pending] = [count('correct'), count('pending')]
  const tried = cases.length - pending
  const figures = {
    ...{ cases: cases.length, results: results.length },
    ...{ correct, wrong: count('wrong'), undetermined: count('undetermined'), pending },
    accuracy: tried === 0 ? null : correct / tried,
    interval: tried === 0 ? null : wilson(correct, tried),
    confusion: confusionOf(standings),
    rules: ruleFigures(cases, results, concluded, contract),
    invented: inventedRules(results, contract),
    flips: flipsOf(standings),
    pairs: pairFlips(cases, concluded),
    demands: { atLeast: 1, pairFlipsAtMost: 0, ...demands },
  }
  const reasons = reasonsAgainst(figures)
  return { ...figures, passed: reasons.length === 0, reasons }
}

/** How every case came out, in the order of the cases. */
export function standingsOf(
  cases: readonly TestedCase[],
  results: readonly Conclusion[],
): readonly CaseOutcome[] {
  const byCase = new Map<number, Conclusion[]>()
  for (const result of results) {
    const group = byCase.get(result.caseIndex)
    if (group) group.push(result)
    else byCase.set(result.caseIndex, [result])
  }
  return cases.map((each) => caseOutcome(each, byCase.get(each.index) ?? []))
}

function confusionOf(standings: readonly CaseOutcome[]): readonly ConfusionCell[] {
  return outcomes.flatMap((expected) =>
    outcomes.map((concluded) => ({
      ...{ expected, concluded },
      cases: standings.filter((each) => each.expected === expected && each.majority === concluded)
        .length,
    })),
  )
}

function flipsOf(standings: readonly CaseOutcome[]): RepeatFlips {
  const compared = standings.filter(({ repeats }) => repeats > 1)
  const flipped = compared.filter((each) => each.flipped)
  const sum = (of: (each: CaseOutcome) => number) =>
    compared.reduce((total, each) => total + of(each), 0)
  return {
    ...{ compared: compared.length, flipped: flipped.length },
    share: compared.length === 0 ? null : flipped.length / compared.length,
    repeatPairs: sum(({ repeatPairs }) => repeatPairs),
    differingPairs: sum(({ differingPairs }) => differingPairs),
    list: flipped.map(({ index }) => index),
  }
}

/** Shares as people write them, 0.95 of 20, are met by 19 whatever floating point makes of it. */
const slack = 1e-9

function reasonsAgainst({
  cases,
  correct,
  pending,
  pairs,
  demands,
}: Pick<RunSummary, 'cases' | 'correct' | 'pending' | 'pairs' | 'demands'>): readonly string[] {
  const { atLeast, pairFlipsAtMost } = demands
  const reasons: string[] = []
  if (pending > 0) reasons.push(`${pending} of ${cases} cases without a result`)
  if (correct < atLeast * cases - slack)
    reasons.push(`${correct} of ${cases} cases as expected, asked are ${percent(atLeast)}`)
  if (pairs.flipped > pairFlipsAtMost * pairs.pairs + slack)
    reasons.push(
      `${pairs.flipped} of ${pairs.pairs} pairs flip, at most ${percent(pairFlipsAtMost)} may`,
    )
  return reasons
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`
