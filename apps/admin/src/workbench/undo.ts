import { useStore } from 'react-admin'
import type { Outcome } from '../api/schema-words.js'

/** The decision just made, while it may still be reversed without asking anybody. */
export interface LastDecision {
  readonly id: string
  readonly caseId: string
  readonly number: number
  readonly outcome: Outcome
  readonly rules: readonly string[]
  readonly until: string
}

export const useLastDecision = () => useStore<LastDecision | null>('workbench.last', null)
