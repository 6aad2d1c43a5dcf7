import { expect, test } from '@jest/globals'
import { parseEmail, parseName, requireSameOrigin, requireStrongPassword } from './index.js'

test('one mailbox has one spelling', () => {
  expect(parseEmail('  Ada@Example.ORG ')).toBe('ada@example.org')
})

test.each(['', 'ada', 'a@b@c', 'a b@c', 'ada@\u0000.org', `${'a'.repeat(250)}@b.org`])(
  '%p is no address',
  (email) => expect(() => parseEmail(email)).toThrow('name@host'),
)

test.each(['', '   ', 'a\nb', 'x'.repeat(81), 'a\u202eb'])('%p is no name', (name) => {
  expect(() => parseName(name)).toThrow('1 to 80')
})

test.each(['short', 'ada.lovelace1', 'aaaaaaaaaaaaaaa', 'ababababababab', 'x'.repeat(257)])(
  '%p is too weak for ada.lovelace',
  (password) =>
    expect(() => requireStrongPassword(password, 'ada.lovelace@example.org')).toThrow('expected'),
)

test('a long passphrase is strong enough', () => {
  expect(() => requireStrongPassword('correct horse battery', 'ada@example.org')).not.toThrow()
})

test.each([
  [undefined, 'assize.example'],
  ['https://assize.example', 'assize.example'],
  ['http://127.0.0.1:3000', '127.0.0.1:3000'],
])('origin %p may ask host %p', (origin, host) => {
  expect(() => requireSameOrigin(origin, host)).not.toThrow()
})

test.each([
  ['https://evil.example', 'assize.example'],
  ['https://assize.example.evil.example', 'assize.example'],
  ['http://127.0.0.1:3001', '127.0.0.1:3000'],
  ['null', 'assize.example'],
  ['', 'assize.example'],
  ['https://assize.example', undefined],
])('origin %p may not ask host %p', (origin, host) => {
  expect(() => requireSameOrigin(origin, host)).toThrow('a page of this installation')
})
