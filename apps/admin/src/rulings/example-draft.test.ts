import { expect, test } from '@jest/globals'
import { knownRules, labelFor, takesEntries } from './example-draft.js'

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

test('it names rules of the policy only, and is written into texts answered in one word', () => {
  expect(knownRules(['SP-9', 'SP-1.1'], terms)).toEqual(['SP-1.1'])
  expect(takesEntries(terms)).toBe(true)
  expect(takesEntries({ contract: 'rationale-json' })).toBe(false)
})
