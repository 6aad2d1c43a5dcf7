import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { branchNameFor } from './branch-name.js'

test.each([
  ['Say how links are judged', 'spam/say-how-links-are-judged'],
  ['Über Zufälle: nichts.', 'spam/uber-zufalle-nichts'],
  ['', ''],
  ['…', ''],
])('%s is done on %s', (message, name) => {
  expect(branchNameFor('spam', message)).toBe(name)
})

test('whatever is said, the name is one that git takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (message) => {
      expect(branchNameFor('spam', message)).toMatch(/^(?:|spam\/[a-z0-9]+(?:-[a-z0-9]+)*)$/)
    }),
  )
})
