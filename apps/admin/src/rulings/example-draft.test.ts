import { expect, test } from '@jest/globals'
import type { Question } from './documents.js'
import { knownRules, labelFor, ofRuling, takesEntries } from './example-draft.js'

const terms = {
  contract: 'words',
  labels: [
    { label: 'VALID', outcome: 'ALLOWED' as const },
    { label: 'INVALID', outcome: 'VIOLATES' as const },
  ],
  rules: [{ code: 'SP-1.1', title: 'Repeated promotion' }],
}

test('an example begins with the label that means its outcome', () => {
  expect(labelFor('VIOLATES', terms)).toBe('INVALID')
  expect(labelFor('UNDETERMINED', terms)).toBe('VALID')
  expect(labelFor(null, { labels: [] })).toBe('')
})

test('it names the rule in question only where that rule is met', () => {
  const ruled = (outcome: Question['outcome']) =>
    ofRuling({ id: '1', policy: 'spam', rule: 'SP-1.1', question: 'q', outcome } as Question).rules
  expect(ruled('VIOLATES')).toEqual(['SP-1.1'])
  expect(ruled('ALLOWED')).toEqual([])
  expect(ruled(null)).toEqual(['SP-1.1'])
})

test('it names rules of the policy only, and is written into texts answered in one word', () => {
  expect(knownRules(['SP-9', 'SP-1.1'], terms)).toEqual(['SP-1.1'])
  expect(takesEntries(terms)).toBe(true)
  expect(takesEntries({ contract: 'rationale-json' })).toBe(false)
})
