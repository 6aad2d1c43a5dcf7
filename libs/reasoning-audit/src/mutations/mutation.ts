import type { BundlePolicy } from '../bundle-audit.js'
import type { BundleTrace } from '../bundle-trace.js'
import type { PhraseBook } from './phrase-book.js'
import type { SeededRandom } from './random.js'

/** A trace with the policy it was made under. */
export interface JudgedCase {
  readonly trace: BundleTrace
  readonly policy: BundlePolicy
}

/** What a mutation may draw from besides the case itself. */
export interface MutationWorld {
  readonly phrases: PhraseBook
  readonly random: SeededRandom
  /** Cases of the same policy version, this one not among them. */
  readonly siblings: readonly JudgedCase[]
  /** Cases of other policies. */
  readonly strangers: readonly JudgedCase[]
}

export type Mutate = (given: JudgedCase, world: MutationWorld) => JudgedCase | undefined

/** A known fault put into a sound case; `raises` are the finding types that are right for it. */
export interface Mutation {
  readonly name: string
  readonly raises: readonly string[]
  /** Undefined where the case offers no place for the fault. */
  readonly mutate: Mutate
}

/** A change that looks like a fault and is none; no hard finding may come of it, nor one of `spares`. */
export interface HardNegative {
  readonly name: string
  readonly spares: readonly string[]
  readonly mutate: Mutate
}

export const withTrace = (given: JudgedCase, changes: Partial<BundleTrace>): JudgedCase => ({
  ...given,
  trace: { ...given.trace, ...changes },
})
