import { badOutput } from './bad-output.js'
import { contradiction } from './contradiction.js'
import { emptyAnswer } from './empty-answer.js'
import { inventedQuote } from './invented-quote.js'
import { refusal } from './refusal.js'
import { truncation } from './truncation.js'
import { unknownCode } from './unknown-code.js'

export const judgementFaults = [
  unknownCode,
  inventedQuote,
  contradiction,
  truncation,
  badOutput,
  emptyAnswer,
  refusal,
] as const
