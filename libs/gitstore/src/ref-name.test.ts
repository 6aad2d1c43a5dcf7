import { expect, test } from '@jest/globals'
import { checkRefName, refsClash } from './ref-name.js'

test.each(['refs/heads/main', 'refs/heads/zoë/spam-2', 'refs/tags/spam/v3', 'refs/heads/a.b'])(
  'takes %j',
  (name) => {
    expect(checkRefName(name)).toBe(name)
  },
)

test.each([
  'main',
  'HEAD',
  'refs/heads/',
  'refs/heads/HEAD',
  'refs/notes/commits',
  'refs/pull/1/head',
  'refs/heads/../main',
  'refs/heads/a..b',
  'refs/heads/.a',
  'refs/heads/a/.b',
  'refs/heads/a.lock',
  'refs/heads/a b',
  'refs/heads/a~1',
  'refs/heads/a^',
  'refs/heads/a:b',
  'refs/heads/a\\b',
  'refs/heads/a*',
  'refs/heads/a@{1}',
  'refs/heads/a//b',
  'refs/heads/a/',
  'refs/heads/a.',
  'refs/heads/-a',
  'refs/heads/a\u001b[2J',
  'refs/heads/a\u202eb',
  `refs/heads/${'a'.repeat(40)}`,
  `refs/heads/${'x'.repeat(300)}`,
])('refuses %j', (name) => {
  expect(() => checkRefName(name)).toThrow(expect.objectContaining({ code: 'REF_REFUSED' }))
})

test('a ref cannot be the folder of another', () => {
  expect(refsClash('refs/heads/a', 'refs/heads/a/b')).toBe(true)
  expect(refsClash('refs/heads/a/b', 'refs/heads/a')).toBe(true)
  expect(refsClash('refs/heads/a', 'refs/heads/ab')).toBe(false)
})
