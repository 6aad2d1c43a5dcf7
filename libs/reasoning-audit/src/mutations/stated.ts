import type { ContractLabel, Outcome } from '@assize/policy'
import { readBundleOutcome } from '../bundle-audit.js'
import type { JudgedCase } from './mutation.js'

/** What the output of a case says. */
export const outcomeStated = ({ trace, policy }: JudgedCase): Outcome =>
  readBundleOutcome(trace, policy.contract).outcome

/** A label of the contract that leads to the other outcome than the output's. */
export function otherLabel({ trace, policy }: JudgedCase): ContractLabel | undefined {
  const { outcome } = readBundleOutcome(trace, policy.contract)
  if (outcome === 'undetermined') return undefined
  return policy.contract.labels.find(
    (label) => label.outcome !== outcome && label.outcome !== 'undetermined',
  )
}

export function ownLabel({ trace, policy }: JudgedCase): ContractLabel | undefined {
  const { outcome, label } = readBundleOutcome(trace, policy.contract)
  return policy.contract.labels.find(
    (each) => each.outcome === outcome && (label === null || each.label === label),
  )
}

/** The output with its label changed to another; undefined where it holds none that can be swapped. */
export function outputWith(given: JudgedCase, label: ContractLabel): string | undefined {
  const { labelSpan } = readBundleOutcome(given.trace, given.policy.contract)
  const { output } = given.trace
  const { contract } = given.policy
  if ('labelKey' in contract) {
    const value = new RegExp(String.raw`("${contract.labelKey}"\s*:\s*"?)[\w-]+`)
    return value.test(output) ? output.replace(value, `$1${label.label}`) : undefined
  }
  if (labelSpan) return output.slice(0, labelSpan.start) + label.label + output.slice(labelSpan.end)
  return undefined
}
