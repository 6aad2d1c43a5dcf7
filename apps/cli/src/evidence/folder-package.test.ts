import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { FolderPackage } from './folder-package.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-package-'))
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'bagit.txt'), 'x')
  writeFileSync(join(folder, 'data/verdicts.jsonl'), '')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('its files have names below it', async () => {
  expect([...(await new FolderPackage(folder).paths())].sort()).toEqual([
    'bagit.txt',
    'data/verdicts.jsonl',
  ])
})

test.each([
  ['a link to a file', () => symlinkSync('/etc/hostname', join(folder, 'data/strange'))],
  [
    'a link to a file of the package',
    () => symlinkSync('../bagit.txt', join(folder, 'data/strange')),
  ],
  ['a link to a folder', () => symlinkSync(tmpdir(), join(folder, 'data/strange'))],
  ['a link to nothing', () => symlinkSync('nowhere', join(folder, 'data/strange'))],
  ['a pipe', () => execFileSync('mkfifo', [join(folder, 'data/strange')])],
])('%s is refused, and named', async (_, put) => {
  put()
  await expect(new FolderPackage(folder).paths()).rejects.toMatchObject({
    code: 'FILE_LINKED',
    where: 'data/strange',
  })
})
