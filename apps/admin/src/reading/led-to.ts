import type { FindingConsequence } from '../api/schema-words.js'

/** What each consequence is called once it happened. */
const done: Readonly<Record<FindingConsequence, string>> = {
  OPEN_CASE: 'opened a case',
  ESCALATE: 'took the case to senior reviewers',
  BLOCK_ACTION: 'kept the action back until a person decides',
  REPEAT: 'had the item judged again',
  COUNT: 'only counted',
}

/** Why a finding led to what it did, as a sentence. */
export function ledTo({ did }: { readonly did: readonly FindingConsequence[] | null }): string {
  if (did === null) return 'Recorded before rules said what findings lead to.'
  return `By the policy’s rules it ${did.map((each) => done[each]).join(' and ')}.`
}
