import { expect, test } from '@jest/globals'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { ZipFile as ForeignZip } from 'yazl'
import { directoryHeader, endRecords, localHeader, type ZipEntry } from './zip-records.js'

const empty = { crc32: 0, deflated: false, sizeBytes: 0, storedBytes: 0 }

function open(zip: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) =>
    fromBuffer(zip, { lazyEntries: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    ),
  )
}

async function entriesOf(zip: Buffer): Promise<Entry[]> {
  const file = await open(zip)
  const entries: Entry[] = []
  return new Promise((resolve, reject) => {
    file.on('error', reject)
    file.on('end', () => resolve(entries))
    file.on('entry', (entry: Entry) => {
      entries.push(entry)
      file.readEntry()
    })
    file.readEntry()
  })
}

/** A zip of files without bytes. */
function zipOf(paths: readonly string[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const path of paths) {
    const entry = { ...empty, path, offset }
    locals.push(localHeader(entry))
    directory.push(directoryHeader(entry))
    offset += locals.at(-1)?.length ?? 0
  }
  const bytes = Buffer.concat(directory)
  return Buffer.concat([...locals, bytes, endRecords(paths.length, bytes.length, offset)])
}

test('more files than 16 bits count are all found by another implementation', async () => {
  const paths = Array.from({ length: 70_000 }, (_, n) => `data/${n}`)
  const entries = await entriesOf(zipOf(paths))
  expect(entries.map(({ fileName }) => fileName)).toEqual(paths)
})

test('sizes and places beyond 32 bits stand in the 64-bit fields', async () => {
  const far: ZipEntry = {
    ...{ path: 'data/größe', crc32: 7, deflated: true },
    ...{ sizeBytes: 5_000_000_000, storedBytes: 4_900_000_000, offset: 6_000_000_000 },
  }
  const directory = directoryHeader(far)
  const zip = Buffer.concat([directory, endRecords(1, directory.length, 0)])
  const [entry] = await entriesOf(zip)
  expect(entry).toMatchObject({
    ...{ fileName: 'data/größe', uncompressedSize: 5_000_000_000 },
    ...{ compressedSize: 4_900_000_000, relativeOffsetOfLocalHeader: 6_000_000_000 },
  })
})

test('every file has the same time, whatever clock and zone say', async () => {
  const [entry] = await entriesOf(zipOf(['bagit.txt']))
  expect([entry?.lastModFileDate, entry?.lastModFileTime]).toEqual([0x21, 0])
})

test('a file is described as another implementation describes it', async () => {
  const foreign = new ForeignZip()
  foreign.addBuffer(Buffer.alloc(0), 'data/größe', { compress: false, mode: 0o100644 })
  foreign.end()
  const chunks: Buffer[] = []
  for await (const chunk of foreign.outputStream) chunks.push(Buffer.from(chunk))
  const [theirs] = await entriesOf(Buffer.concat(chunks))
  const [ours] = await entriesOf(zipOf(['data/größe']))
  for (const field of ['fileName', 'crc32', 'compressionMethod', 'externalFileAttributes'] as const)
    expect([field, ours?.[field]]).toEqual([field, theirs?.[field]])
  expect((ours?.generalPurposeBitFlag ?? 0) & 0x0800).toBe(0x0800)
})
