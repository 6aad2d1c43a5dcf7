import { outcomeOfLabel, type OutputContract } from '@assize/policy'
import { readOutcome } from '@assize/verdict'
import { answerUnder, type AskedBy, type Conclusion } from './contract-answer.js'

/**
 * The policy's own word for what a person concluded; the verdict's, where it means the same. Null where the policy has
 * none, or where an answer made of it would not be read back as what the person concluded: better no item than an
 * untrue one.
 */
export function goldLabel(
  version: AskedBy,
  conclusion: Conclusion,
  verdictLabel: string | null,
): string | null {
  const label = wordFor(version.contract, conclusion, verdictLabel)
  if (label === null) return null
  const read = readOutcome(answerUnder(version, label, conclusion), version.contract)
  if (read.outcome !== conclusion.outcome || read.label !== label) return null
  // Here the label is the rules.
  const codes = version.contract.kind === 'dual-codes' ? conclusion.rules : read.rules
  return sameSet(codes, read.rules) ? label : null
}

function wordFor(
  contract: OutputContract,
  { outcome }: Conclusion,
  verdictLabel: string | null,
): string | null {
  if (contract.kind === 'dual-codes') return verdictLabel
  if (verdictLabel !== null && outcomeOfLabel(contract, verdictLabel) === outcome)
    return verdictLabel
  return contract.labels.find((each) => each.outcome === outcome)?.label ?? null
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  [...new Set(a)].sort().join(' ') === [...new Set(b)].sort().join(' ')
