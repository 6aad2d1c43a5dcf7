import { expect, test } from '@jest/globals'
import { MemoryPackage } from '../fixtures/memory-package.js'
import { bytesOf, linesOf, PackageSource, wholeFileBytes } from './package-source.js'

/** Unpacks to more than any machine holds, and counts what was taken of it. */
class Endless extends PackageSource {
  pieces = 0

  paths = () => Promise.resolve(['data/endless'])

  async *read(): AsyncGenerator<Uint8Array> {
    const piece = new Uint8Array(16 * 2 ** 20).fill(32)
    for (;;) {
      this.pieces += 1
      yield await Promise.resolve(piece)
    }
  }
}

const lines = async (source: PackageSource, mostBytes?: number) => {
  const all: string[] = []
  for await (const line of linesOf(source, 'x', mostBytes)) all.push(line)
  return all
}

test('a file that is read whole has a bound, and no more than that is read', async () => {
  const endless = new Endless()
  await expect(bytesOf(endless, 'data/endless')).rejects.toMatchObject({
    code: 'FILE_TOO_LARGE',
    where: 'data/endless',
    message: 'expected at most 256 MiB in a file that is read whole, saw more',
  })
  expect(endless.pieces).toBe(wholeFileBytes / (16 * 2 ** 20) + 1)
})

test('so has a line', async () => {
  await expect(lines(new Endless(), 64 * 2 ** 20)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
})

test.each([
  ['a\nb\n', ['a', 'b']],
  ['a\n\nb', ['a', '', 'b']],
  ['', []],
  ['ä\n', ['ä']],
])('%j is the lines %j, however it comes in pieces', async (text, expected) => {
  const bytes = Buffer.from(text)
  for (let size = 1; size <= bytes.length + 1; size++) {
    class Pieces extends MemoryPackage {
      override async *read(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes.length; at += size)
          yield await Promise.resolve(bytes.subarray(at, at + size))
      }
    }
    expect(await lines(new Pieces(new Map()))).toEqual(expected)
  }
})
