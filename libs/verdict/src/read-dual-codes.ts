import { outcomeOfRule, type DualCodesContract, type Outcome } from '@assize/policy'
import { unreadable, type OutcomeReading, type ReadingFault } from './outcome-reading.js'

const pair =
  /\bD-([A-Z]{1,8}[-.]?\d{1,3}(?:\.\w{1,3}){0,8})\s*[,;/ ]\s*(?:and\s+)?R-([A-Z]{1,8}[-.]?\d{1,3}(?:\.\w{1,3}){0,8})/g

/** Reads `D-SP2, R-SP0`: what the content depicts and what it requests; either may violate. */
export function readDualCodes(output: string, contract: DualCodesContract): OutcomeReading {
  const matches = [...output.matchAll(pair)]
  const match = matches.at(-1)
  if (!match) return unreadable('no-label')
  if (new Set(matches.map((each) => `${each[1]} ${each[2]}`)).size > 1)
    return unreadable('two-labels')
  const rules = [...new Set([match[1] ?? '', match[2] ?? ''])]
  const implied = rules.map((code) => outcomeOfRule(contract, code))
  const exact = output.trim() === match[0]
  const faults: ReadingFault[] = []
  if (!exact && contract.strict) faults.push('not-exact')
  if (implied.includes(undefined)) faults.push('rule-unknown')
  return {
    outcome: worst(implied),
    label: match[0],
    labelSpan: { start: match.index, end: match.index + match[0].length },
    rules,
    form: exact ? 'exact' : 'wrapped',
    faults,
  }
}

function worst(implied: readonly (Outcome | undefined)[]): Outcome {
  if (implied.includes('violates')) return 'violates'
  return implied.every((each) => each === 'allowed') ? 'allowed' : 'undetermined'
}
