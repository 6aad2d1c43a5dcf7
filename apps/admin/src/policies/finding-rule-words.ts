import type { FindingConsequence } from '../api/schema-words.js'

/** What a rule makes of a finding, in the order of how much it asks of people. */
export const consequenceWords: Readonly<Record<FindingConsequence, string>> = {
  OPEN_CASE: 'opens a case',
  ESCALATE: 'opens a case for senior reviewers',
  BLOCK_ACTION: 'keeps the action back until a person decides',
  REPEAT: 'has the item judged three times more',
  COUNT: 'only counts',
}

export const consequences = Object.keys(consequenceWords) as readonly FindingConsequence[]
