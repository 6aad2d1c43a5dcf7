import { expect, test } from '@jest/globals'
import { triedWords } from './tried-words.js'

test.each([
  ['dossier.made', 'make the dossier'],
  ['case.decided', 'decide the case'],
  ['content.classified', 'classify the content'],
  ['person.logged-in', 'log in'],
  ['trace.viewed', 'see the trace'],
  ['audit-facets.viewed', 'read the audit facets'],
  ['finding.marked', 'mark the finding'],
  ['detector.set', 'set the detector'],
  ['export.cancelled', 'cancel the export'],
  ['key.revoked', 'revoke the key'],
  ['trail.exported', 'take out the audit trail'],
])('what was tried with %s: to %s', (action, words) => {
  expect(triedWords(action)).toBe(words)
})
