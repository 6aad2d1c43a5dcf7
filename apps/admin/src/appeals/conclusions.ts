import type { AppealOutcome } from '../api/schema-words.js'

/** What a person may conclude; withdrawn and omitted are not concluded by anybody. */
export const outcomes = ['STANDS', 'PARTLY_REVERSED', 'REVERSED'] as const satisfies AppealOutcome[]

export type Conclusion = (typeof outcomes)[number]

export const means: Readonly<Record<Conclusion, string>> = {
  STANDS: 'the action stays as it is',
  PARTLY_REVERSED: 'a milder action takes its place',
  REVERSED: 'the action ends and the content comes back',
}
