import { judgedByWords } from './asks.js'
import type { Asks } from './documents.js'

/** The checks that are asked for, and what those that ask a model count on. */
export const ChecksAsked = ({
  requiredChecks,
  judgedBy,
}: Pick<Asks, 'requiredChecks' | 'judgedBy'>) => (
  <>
    {requiredChecks.join(' ') || <span className="dim">none</span>}
    {judgedBy && <span className="dim"> {judgedByWords(judgedBy)}</span>}
  </>
)
