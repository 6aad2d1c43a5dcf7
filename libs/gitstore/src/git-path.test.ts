import { expect, test } from '@jest/globals'
import { checkPath } from './git-path.js'

test.each(['policy.md', 'policies/self-harm/policy.md', 'a b/ü.txt', '.hidden'])(
  'takes %j',
  (path) => {
    expect(checkPath(path)).toBe(path)
  },
)

test.each([
  '',
  '/a',
  'a/',
  'a//b',
  '.',
  '../../etc/passwd',
  'a/./b',
  '.git/config',
  'a/.GIT/x',
  'GIT~1/x',
  '.g\u200cit/config',
  'a\\b',
  'c:d',
  'a\u0000b',
  'a\nb',
  '\ud800',
  'x'.repeat(1025),
])('refuses %j', (path) => {
  expect(() => checkPath(path)).toThrow(expect.objectContaining({ code: 'PATH_REFUSED' }))
})
