import type { OutputContract } from '@assize/policy'
import { outcomeOfRule } from '@assize/policy'
import type { CaseOutcome, CaseStanding } from './case-standing.js'
import type { Conclusion } from './test-result.js'
import type { TestedCase } from './tested-case.js'

/** How the cases of one rule came out, and how its code was cited. Citations are counted over all results. */
export interface RuleFigures {
  readonly code: string
  /** Cases that expect it, by how they were concluded. */
  readonly cases: Readonly<Record<CaseStanding, number>>
  /** Null where the policy asks for an answer without codes. */
  readonly citations: RuleCitations | null
}

export interface RuleCitations {
  /** Results of cases that expect it. */
  readonly expected: number
  readonly rightly: number
  readonly wrongly: number
  readonly missed: number
  readonly precision: number | null
  readonly recall: number | null
}

export interface InventedRule {
  readonly code: string
  readonly count: number
}

/** A bare word has no room for codes. */
export const citesRules = (contract: OutputContract): boolean =>
  !(contract.strict && ['binary', 'words', 'custom'].includes(contract.kind))

export function ruleFigures(
  cases: readonly TestedCase[],
  results: readonly Conclusion[],
  concluded: ReadonlyMap<number, CaseOutcome>,
  contract: OutputContract,
): readonly RuleFigures[] {
  const codes = new Set([
    ...contract.rules.map(({ code }) => code),
    ...cases.flatMap((each) => each.case.rules),
  ])
  return [...codes].map((code) => {
    const expecting = cases.filter((each) => each.case.rules.includes(code))
    const standings = { correct: 0, wrong: 0, undetermined: 0, pending: 0 }
    for (const { index } of expecting) standings[concluded.get(index)?.standing ?? 'pending']++
    const citations = citesRules(contract) ? citationsOf(code, cases, results, contract) : null
    return { code, cases: standings, citations }
  })
}

function citationsOf(
  code: string,
  cases: readonly TestedCase[],
  results: readonly Conclusion[],
  contract: OutputContract,
): RuleCitations {
  const counts = { expected: 0, rightly: 0, wrongly: 0, missed: 0 }
  for (const { caseIndex, rules } of results) {
    const of = cases[caseIndex]
    if (!of) continue
    const [wanted, cited] = [of.case.rules.includes(code), rules.includes(code)]
    if (wanted) counts.expected++
    if (wanted) counts[cited ? 'rightly' : 'missed']++
    else if (cited && contradicts(code, of, contract)) counts.wrongly++
  }
  const cited = counts.rightly + counts.wrongly
  return {
    ...counts,
    precision: cited === 0 ? null : counts.rightly / cited,
    recall: counts.expected === 0 ? null : counts.rightly / counts.expected,
  }
}

/** A case that names no rules says nothing against a code that leads to the outcome it expects. */
const contradicts = (
  code: string,
  { case: each, expected }: TestedCase,
  contract: OutputContract,
) => each.rules.length > 0 || outcomeOfRule(contract, code) !== expected

/** Codes that the policy does not have, the most frequent first. */
export function inventedRules(
  results: readonly Conclusion[],
  contract: OutputContract,
): readonly InventedRule[] {
  const known = contract.rules.map(({ code }) => code)
  const isKnown = (code: string) =>
    known.some((each) => code === each || code.startsWith(`${each}.`))
  const counts = new Map<string, number>()
  for (const { rules } of results)
    for (const code of new Set(rules))
      if (!isKnown(code)) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}
