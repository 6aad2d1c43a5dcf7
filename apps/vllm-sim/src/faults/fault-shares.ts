import type { Chance } from '../chance.js'
import { judgementFaults } from './judgement-faults.js'
import { wireFaults } from './wire-faults.js'

export type FaultName =
  (typeof judgementFaults)[number]['name'] | (typeof wireFaults)[number]['name']

export const faultNames: readonly FaultName[] = [
  ...judgementFaults.map((fault) => fault.name),
  ...wireFaults.map((fault) => fault.name),
]

/** Each in [0, 1]: the share of prompts that meet the fault. */
export type FaultShares = Readonly<Partial<Record<FaultName, number>>>

/** A share of each that shows up in a demonstration of a few hundred items and drowns nothing. */
export const usualFaultShares: FaultShares = {
  'unknown-code': 0.04,
  'invented-quote': 0.05,
  contradiction: 0.03,
  truncation: 0.01,
  'bad-output': 0.015,
  refusal: 0.01,
  'server-error': 0.02,
}

/** At most one fault, each with its own share, from a single draw. */
export function drawFault<F extends { readonly name: FaultName }>(
  faults: readonly F[],
  shares: FaultShares,
  chance: Chance,
): F | null {
  let left = chance.fraction('fault')
  for (const fault of faults) {
    left -= shares[fault.name] ?? 0
    if (left < 0) return fault
  }
  return null
}
