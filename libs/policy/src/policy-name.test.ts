import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  checkOwnPolicyName,
  checkPolicyName,
  importedPolicyName,
  importedPolicyTitle,
} from './policy-name.js'

test.each(['spam', 'self-harm', 'a', '2nd', 'x'.repeat(64)])('takes %j', (name) => {
  expect(checkOwnPolicyName(name)).toBe(name)
})

test.each(['', '-a', 'a-', 'A', 'a b', 'a/b', '..', 'ä', 'a\n', 'x'.repeat(65), 'imported-spam'])(
  'refuses %j',
  (name) => {
    expect(() => checkOwnPolicyName(name)).toThrow(
      expect.objectContaining({ code: 'NAME_REFUSED' }),
    )
  },
)

test('whatever an outer system calls a policy, its name here is sound and no author can take it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (outer) => {
      const name = importedPolicyName(outer)
      expect(checkPolicyName(name)).toBe(name)
      expect(() => checkOwnPolicyName(name)).toThrow()
    }),
  )
})

test('imported policies are readable', () => {
  expect(importedPolicyName('Hate speech')).toBe('imported-hate-speech')
  expect(importedPolicyTitle('hate-speech')).toBe('Hate speech (imported)')
})
