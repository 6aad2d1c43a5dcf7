import { expect, test } from '@jest/globals'
import { readPolicy } from './read-policy.js'
import { jsonPolicy, shippedPolicies, wordPolicy } from './sample-policies.js'

test('codes, criteria and examples are read with the side they speak for', () => {
  const policy = readPolicy(wordPolicy)
  expect(policy.title).toBe('Market notices')
  expect(policy.codes).toEqual(['MN-1.1', 'MN-1.2', 'MN-9.1', 'MN-0.1', 'MN-0.2'])
  expect(policy.criteria.map(({ side, code }) => [side, code])).toEqual([
    ['violates', 'MN-1.1'],
    ['violates', 'MN-1.2'],
    ['undetermined', 'MN-9.1'],
    ['allowed', 'MN-0.1'],
    ['allowed', 'MN-0.2'],
  ])
  expect(policy.examples).toEqual([
    { side: 'violates', code: 'MN-1.1', text: 'Cheap pills, ten for five, link in profile' },
    {
      side: 'allowed',
      code: 'MN-0.1',
      text: 'Does anybody know a good plumber near the station?',
    },
  ])
})

test('a contract of JSON keeps the keys that the policy names', () => {
  const { contract, examples } = readPolicy(jsonPolicy)
  expect(contract).toMatchObject({ form: 'json', labels: { violates: '1', allowed: '0' } })
  expect(contract.keys).toEqual([
    'violation',
    'policy_category',
    'rule_ids',
    'confidence',
    'rationale',
  ])
  expect(examples.map(({ side }) => side)).toEqual(['violates', 'allowed'])
})

test('a policy of emblems and labels in place of headings is read too', () => {
  const policy = readPolicy(
    [
      'Spam Policy',
      '✅ SP0 (VALID) - Non-Spam',
      '- "How do I upload a photo?" (support)',
      '🚫 SP2 (INVALID) - Likely Spam',
      '- "Buy gold rings here!" (advert)',
      'Return exactly one word: VALID or INVALID.',
    ].join('\n'),
  )
  expect(policy.codes).toEqual(['SP0', 'SP2'])
  expect(policy.examples.map(({ side }) => side)).toEqual(['allowed', 'violates'])
})

test.each([...shippedPolicies])('the shipped policy %s is understood', (_name, text) => {
  const policy = readPolicy(text)
  expect(policy.codes.length).toBeGreaterThan(5)
  expect(policy.contract.form).toMatch(/^(word|json)$/)
  expect(new Set(policy.criteria.map(({ side }) => side)).size).toBeGreaterThan(1)
  expect(new Set(policy.examples.map(({ side }) => side)).size).toBeGreaterThan(1)
})
