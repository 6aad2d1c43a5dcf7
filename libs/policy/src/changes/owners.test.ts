import { expect, test } from '@jest/globals'
import { isOwner, matchesPath, ownersOf, parseOwners } from './owners.js'

const spam = 'policies/spam/policy.md'

test.each([
  ['*', spam, true],
  ['*.md', spam, true],
  ['*.yaml', spam, false],
  ['/policies/', spam, true],
  ['policies/spam', spam, true],
  ['policies/spam/', spam, true],
  ['/policies/spam/policy.md', spam, true],
  ['spam', spam, true],
  ['policies/*', spam, false],
  ['policies/*/policy.md', spam, true],
  ['policies/**/policy.md', spam, true],
  ['**/policy.md', spam, true],
  ['/spam/', spam, false],
  ['policies/sp', spam, false],
  ['policies/s*', spam, false],
  ['OWNERS', 'OWNERS', true],
])('%s of %s: %s', (pattern, path, matches) => {
  expect(matchesPath(pattern, path)).toBe(matches)
})

test('of the lines that match the last one counts, also where it names nobody', () => {
  const lines = parseOwners(`# who answers
* policy-approver
/policies/spam/ @Bea@Example.org dan@example.org  # both
/policies/spam/cases.jsonl
`)
  expect(ownersOf(lines, 'OWNERS')).toEqual(['policy-approver'])
  expect(ownersOf(lines, spam)).toEqual(['bea@example.org', 'dan@example.org'])
  expect(ownersOf(lines, 'policies/spam/cases.jsonl')).toEqual([])
  expect(ownersOf(parseOwners(''), spam)).toEqual([])
})

test('an owner is one by address or by role', () => {
  const owners = ['bea@example.org', 'policy-approver']
  expect(isOwner(owners, { email: 'Bea@example.org', roles: [] })).toBe(true)
  expect(isOwner(owners, { email: 'x@example.org', roles: ['policy-approver'] })).toBe(true)
  expect(isOwner(owners, { email: 'x@example.org', roles: ['policy-author'] })).toBe(false)
})

test('no pattern takes long', () => {
  const pattern = `${'**/'.repeat(60)}*a*a*a*a*a*a*a*b`
  const started = performance.now()
  expect(matchesPath(pattern, `${'a/'.repeat(200)}${'a'.repeat(200)}`)).toBe(false)
  expect(performance.now() - started).toBeLessThan(2000)
})
