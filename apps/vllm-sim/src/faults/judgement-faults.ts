import type { Chance } from '../chance.js'
import type { Draft } from '../draft.js'
import type { ReadPolicy } from '../policy/read-policy.js'
import { badOutput } from './bad-output.js'
import { contradiction } from './contradiction.js'
import { emptyAnswer } from './empty-answer.js'
import { inventedQuote } from './invented-quote.js'
import { refusal } from './refusal.js'
import { truncation } from './truncation.js'
import { unknownCode } from './unknown-code.js'

/** Something wrong with a reply that arrives in good order; the same prompt always meets the same one. */
export interface JudgementFault {
  readonly name: string
  readonly apply: (draft: Draft, policy: ReadPolicy, chance: Chance) => Draft
}

export const judgementFaults = [
  unknownCode,
  inventedQuote,
  contradiction,
  truncation,
  badOutput,
  emptyAnswer,
  refusal,
] as const
