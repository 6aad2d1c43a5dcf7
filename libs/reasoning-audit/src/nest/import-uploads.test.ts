import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Importing } from '../fixtures/importing.js'
import { aTraceLine, writeBundle } from '../fixtures/written-bundle.js'
import { ImportUploads } from './import-uploads.js'

let fresh: FreshDatabase
let importing: Importing
let uploads: ImportUploads
beforeAll(async () => {
  fresh = await freshDatabase()
  importing = await Importing.open(fresh.url, { worker: true })
  uploads = importing.app.get(ImportUploads, { strict: false })
})
afterAll(async () => {
  await importing.close()
  await fresh.close()
})

async function* bytes(...chunks: (string | Uint8Array)[]) {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk))
}

async function upload(owner: string, lines: readonly object[]): Promise<string> {
  const folder = await writeBundle(lines)
  const id = await uploads.begin(owner)
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const path = join(file.parentPath, file.name)
    await uploads.put(id, owner, path.slice(folder.length + 1), bytes(await readFile(path)))
  }
  await rm(folder, { recursive: true })
  return id
}

const owned = (id: string, owner: string): Promise<string> => uploads.owned(id, owner)

test('a bundle sent file by file is imported like any other, and then gone', async () => {
  const id = await upload('ann', [aTraceLine(1), aTraceLine(2)])
  const run = await importing.service.begin({ uploadId: id }, 'ann')
  expect(run).toMatchObject({ name: 'upload', state: 'running' })
  const ended = await importing.until(run.id, ({ state }) => state !== 'running')
  expect(ended).toMatchObject({ state: 'done', recorded: 2, versions: 3 })
  // The files go after the run is over, so that a death between the two leaves files, not a run without them.
  const answer = () => owned(id, 'ann').catch((error: unknown) => error)
  while (typeof (await answer()) === 'string') await sleep(20)
  expect(await answer()).toMatchObject({ code: 'UPLOAD_UNKNOWN' })
})

test('what somebody else sent seems not to be there', async () => {
  const id = await upload('ann', [aTraceLine(1)])
  await expect(owned(id, 'bea')).rejects.toMatchObject({ code: 'UPLOAD_UNKNOWN' })
  await expect(uploads.put(id, 'bea', 'traces.jsonl', bytes('x'))).rejects.toMatchObject({
    code: 'UPLOAD_UNKNOWN',
  })
  await expect(importing.service.begin({ uploadId: id }, 'bea')).rejects.toMatchObject({
    code: 'UPLOAD_UNKNOWN',
  })
  for (const other of ['', '..', '../..', `${id}/..`, '00000000-0000-7000-8000-000000000000'])
    await expect(owned(other, 'ann')).rejects.toMatchObject({ code: 'UPLOAD_UNKNOWN' })
})

test('a file too large, or broken off, leaves nothing behind', async () => {
  const id = await uploads.begin('ann')
  const large = bytes(...Array.from({ length: 3 }, () => 'x'.repeat(500_000)))
  await expect(uploads.put(id, 'ann', 'policies/a.txt', large)).rejects.toMatchObject({
    code: 'UPLOAD_TOO_LARGE',
  })
  async function* brokenOff() {
    yield await Promise.resolve(Buffer.from('x'))
    throw new Error('the browser went away')
  }
  await expect(uploads.put(id, 'ann', 'policies/a.txt', brokenOff())).rejects.toThrow('went away')
  expect(await readdir(join(await owned(id, 'ann'), 'policies'))).toEqual([])
  await expect(importing.service.begin({ uploadId: id }, 'ann')).rejects.toMatchObject({
    code: 'BUNDLE_INCOMPLETE',
  })
})

test('either a path or an upload, not both and not neither', async () => {
  for (const asked of [{}, { path: '/tmp', uploadId: 'x' }])
    await expect(importing.service.begin(asked, 'ann')).rejects.toMatchObject({
      code: 'SOURCE_AMBIGUOUS',
    })
})

test('not more wait than there is room for', async () => {
  const begin = async () => {
    for (let i = 0; i < 30; i++) await uploads.begin('ann')
  }
  await expect(begin()).rejects.toMatchObject({ code: 'UPLOAD_REFUSED' })
})
