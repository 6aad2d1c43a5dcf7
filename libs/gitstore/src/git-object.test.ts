import { expect, test } from '@jest/globals'
import { objectId, objectSha256 } from './git-object.js'

const empty = new Uint8Array()

test('object names are the ones git gives', () => {
  expect(objectId('blob', empty)).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391')
  expect(objectId('tree', empty)).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904')
  expect(objectId('blob', Buffer.from('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a')
})

test('the digest beside is the name git gives in SHA-256 repositories', () => {
  expect(objectSha256('blob', empty)).toBe(
    '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
  )
  expect(objectSha256('tree', empty)).toBe(
    '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
  )
})
