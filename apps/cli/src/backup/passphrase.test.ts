import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPassphrase } from './passphrase.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passphrase-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each(['correct horse battery', 'correct horse battery\n', 'correct horse battery\r\nnotes\n'])(
  'the first line of a file is the passphrase: %j',
  (text) => {
    const file = join(folder, 'passphrase')
    writeFileSync(file, text)
    expect(readPassphrase(file, {})).toBe('correct horse battery')
  },
)

test('what is too short, empty or not there is refused', () => {
  const file = join(folder, 'passphrase')
  writeFileSync(file, '\ncorrect horse battery')
  expect(() => readPassphrase(file, {})).toThrow('at least 12 characters')
  expect(() => readPassphrase(join(folder, 'none'), {})).toThrow('--passphrase-file')
  expect(() => readPassphrase(undefined, {})).toThrow('no passphrase')
})
