import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Importing } from '../fixtures/importing.js'
import { aTraceLine, writeBundle } from '../fixtures/written-bundle.js'

let fresh: FreshDatabase
let importing: Importing
const folders: string[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  importing = await Importing.open(fresh.url, { worker: false })
})
afterAll(async () => {
  await importing.close()
  await fresh.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function bundle(...args: Parameters<typeof writeBundle>): Promise<string> {
  const folder = await writeBundle(...args)
  folders.push(folder)
  return folder
}

describe('what is no bundle is refused with a reason', () => {
  const refusal = (path: string) =>
    importing.begin(path).then(
      () => 'taken',
      (error: { code?: string }) => error.code,
    )

  test('before a run is made of it', async () => {
    const whole = await bundle([aTraceLine(1)])
    expect(await refusal('/nowhere/at/all')).toBe('BUNDLE_NOT_FOUND')
    expect(await refusal('traces')).toBe('PATH_REFUSED')
    expect(await refusal('/tmp/a\0b')).toBe('PATH_REFUSED')
    expect(await refusal(join(whole, 'policies'))).toBe('BUNDLE_INCOMPLETE')
    expect(await refusal('/dev/null')).toBe('BUNDLE_INVALID')
    await unlink(join(whole, 'policies/tickets--1.txt'))
    expect(await refusal(whole)).toBe('BUNDLE_INCOMPLETE')
  })

  test.each([
    ['no JSON', '{', 'BUNDLE_INVALID'],
    ['no list', '{}', 'BUNDLE_INVALID'],
    ['a way up', indexOf('../../etc/passwd'), 'BUNDLE_INVALID'],
    ['a way up inside', indexOf('policies/../../../etc/passwd'), 'BUNDLE_INVALID'],
    ['a place of its own', indexOf('/etc/passwd'), 'BUNDLE_INVALID'],
    ['a folder', indexOf('policies'), 'BUNDLE_INVALID'],
    ['a file that is not there', indexOf('policies/none.txt'), 'BUNDLE_INCOMPLETE'],
  ])('an index with %s', async (_, index, code) => {
    const folder = await bundle([aTraceLine(1)])
    await writeFile(join(folder, 'policies/index.json'), index)
    expect(await refusal(folder)).toBe(code)
  })

  test.each([
    ['policies/tickets--1.txt', '/etc/passwd'],
    ['policies/index.json', '/etc/passwd'],
    ['traces.jsonl', '/etc/passwd'],
    ['traces.jsonl', '/dev/zero'],
  ])('a link from %s to %s', async (file, target) => {
    const folder = await bundle([aTraceLine(1)])
    await unlink(join(folder, file))
    await symlink(target, join(folder, file))
    expect(await refusal(folder)).toBe('BUNDLE_INVALID')
  })

  test.each([
    ['empty', ''],
    ['with NUL', 'a\0b'],
    ['not in UTF-8', Uint8Array.from([0xff])],
    ['of 2 MB', 'x'.repeat(2 ** 21)],
  ])('a policy %s', async (_, text) => {
    const folder = await bundle([aTraceLine(1)])
    await writeFile(join(folder, 'policies/tickets--1.txt'), text)
    expect(await refusal(folder)).toBe('BUNDLE_INVALID')
  })

  test('policies that together are more than memory is for', async () => {
    const folder = await bundle([aTraceLine(1)])
    await writeFile(join(folder, 'policies/tickets--1.txt'), 'x '.repeat(2 ** 19))
    const entry = { policy_id: 'tickets', file: 'policies/tickets--1.txt' }
    const entries = Array.from({ length: 40 }, (_, i) => ({
      ...entry,
      policy_version: `tickets@${i}`,
    }))
    await writeFile(join(folder, 'policies/index.json'), JSON.stringify(entries))
    expect(await refusal(folder)).toBe('BUNDLE_INVALID')
  })

  test('outside of the directories that imports may read', async () => {
    const open = await bundle([aTraceLine(1)])
    const closed = await bundle([aTraceLine(1)])
    await symlink(closed, join(open, 'way-out'))
    const settings = { ASSIZE_MODE: 'external', ASSIZE_IMPORT_DIRS: open }
    const strict = await Importing.open(fresh.url, { worker: false, env: settings })
    try {
      await expect(strict.begin(closed)).rejects.toMatchObject({ code: 'PATH_REFUSED' })
      await expect(strict.begin(`${open}-x`)).rejects.toMatchObject({ code: 'PATH_REFUSED' })
      await expect(strict.begin('/nowhere')).rejects.toMatchObject({ code: 'PATH_REFUSED' })
      await expect(strict.begin(join(open, 'way-out'))).rejects.toMatchObject({
        code: 'PATH_REFUSED',
      })
      expect(await strict.begin(open)).toMatchObject({ state: 'running' })
    } finally {
      await strict.close()
    }
  })
})

function indexOf(file: string): string {
  return JSON.stringify([{ policy_version: 'tickets@1', policy_id: 'tickets', file }])
}
