import type { Chance } from '../chance.js'
import type { Draft } from '../draft.js'
import type { ReadPolicy } from '../policy/read-policy.js'

/** Something wrong with a reply that arrives in good order; the same prompt always meets the same one. */
export interface JudgementFault {
  readonly name: string
  readonly apply: (draft: Draft, policy: ReadPolicy, chance: Chance) => Draft
}

/** Slips a sentence in before the conclusion. */
export const beforeLast = (sentences: readonly string[], sentence: string): readonly string[] => [
  ...sentences.slice(0, -1),
  sentence,
  ...sentences.slice(-1),
]
