import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  blob,
  copyFrom,
  deltaOf,
  oidOf,
  packedDelta,
  packedObject,
  packedOffsetDelta,
  packOf,
  packOfObjects,
} from '@assize/testing'
import { pushLimits } from './push-limits.js'
import { readPack } from './read-pack.js'

const read = (pack: Buffer, known = new Map()) =>
  readPack(
    pack,
    pushLimits,
    () => Promise.resolve(known),
    () => Promise.resolve(),
  )
const refusal = (pack: Buffer) => read(pack).then(String, (error: Error) => error)
const megabyte = 1024 * 1024

test('objects come out as they went in, whatever they hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5000 })), async (contents) => {
      const objects = contents.map((content) => blob(Buffer.from(content)))
      const found = await read(packOfObjects(objects))
      for (const object of objects)
        expect(Buffer.from(found.get(oidOf(object))?.content ?? [])).toEqual(object.content)
    }),
  )
})

test('deltas are applied on objects of the pack before and after them, and on known ones', async () => {
  const base = blob('one two three')
  const made = blob('three one')
  const again = blob('one')
  const first = deltaOf(13, 9, copyFrom(8, 5), Buffer.from('\x01 '), copyFrom(0, 3))
  const second = deltaOf(9, 3, copyFrom(6, 3))
  const entries = [packedObject(base), packedDelta(oidOf(made), second)]
  const size = Buffer.concat(entries).length
  const forward = packOf([...entries, packedOffsetDelta(size, first)])
  expect([...(await read(forward)).keys()].sort()).toEqual([base, made, again].map(oidOf).sort())

  const known = new Map([[oidOf(base), { type: 'blob', content: base.content }]])
  const thin = await read(packOf([packedDelta(oidOf(base), first)]), known)
  expect([...thin.keys()]).toEqual([oidOf(made)])
})

test('what an object says of its size is refused before it is unpacked', async () => {
  // The bytes that follow are no compressed data at all: nobody looked at them.
  const claim = packedObject({ type: 'blob', content: Buffer.alloc(0) }, 60 * megabyte)
  expect(await refusal(packOf([claim.fill(0xff, 5)]))).toMatchObject({
    code: 'PACK_REFUSED',
    message: 'expected a blob of at most 1048576 bytes, saw 62914560',
  })
})

test('an object that is larger than it says is unpacked no further than it says', async () => {
  const bomb = packedObject(blob(Buffer.alloc(60 * megabyte)), 100)
  expect(bomb.length).toBeLessThan(70_000)
  expect(await refusal(packOf([bomb]))).toMatchObject({
    code: 'PACK_REFUSED',
    message: 'expected objects that unpack to the size they say',
  })
})

test('many objects that are small each are bounded together, in proportion to the pack', async () => {
  const zeros = packedObject(blob(Buffer.alloc(megabyte)))
  const pack = packOf(Array.from({ length: 60 }, () => zeros))
  expect(pack.length).toBeLessThan(70_000)
  expect(await refusal(pack)).toMatchObject({
    code: 'PACK_REFUSED',
    message: expect.stringMatching(/^expected a pack of this size to unpack to at most 16777216/),
  })
})

test('what a delta would make counts before it is made', async () => {
  const base = blob('a'.repeat(megabyte))
  const double = deltaOf(megabyte, 2 * megabyte, copyFrom(0, 0xffffff))
  expect(
    await refusal(packOf([packedObject(base), packedDelta(oidOf(base), double)])),
  ).toMatchObject({
    code: 'PACK_REFUSED',
    message: expect.stringMatching(/^expected a blob of at most/),
  })
  const same = (n: number) =>
    deltaOf(megabyte, megabyte, copyFrom(0, megabyte - 1), Buffer.from([1, n]))
  const many = Array.from({ length: 60 }, (_, n) => packedDelta(oidOf(base), same(n)))
  expect(await refusal(packOf([packedObject(base), ...many]))).toMatchObject({
    message: expect.stringMatching(/^expected a pack of this size to unpack to at most 16777216/),
  })
})

test('a chain of deltas as long as the pack is worked through once', async () => {
  const entries = [packedObject(blob('x'.repeat(100)))]
  for (let n = 1; n < 20_000; n++) {
    const before = entries.at(-1)?.length ?? 0
    const text = Buffer.from(`\x06${String(n).padStart(6, '0')}`)
    entries.push(packedOffsetDelta(before, deltaOf(100, 100, copyFrom(0, 94), text)))
  }
  expect((await read(packOf(entries))).size).toBe(20_000)
})

const whole = packOfObjects([blob('a'), blob('b')])
const object = packedObject(blob('a'))
test.each<[string, Buffer]>([
  ['no pack', Buffer.from('nonsense that is long enough to be one')],
  ['an empty body with a head', Buffer.from('PACK')],
  ['another version', packOf([]).fill(3, 7, 8)],
  ['another checksum', Buffer.concat([whole.subarray(0, -1), Buffer.from([0])])],
  ['fewer objects than said', packOf([object], 2)],
  ['more objects than said', packOf([object, object], 1)],
  ['four thousand million objects', packOf([object], 0xffff_ffff)],
  ['an object cut short', packOf([object.subarray(0, -3)])],
  ['an object smaller than it says', packOf([packedObject(blob('a'), 2)])],
  [
    'bytes that were never compressed',
    packOf([Buffer.concat([object.subarray(0, 1), Buffer.alloc(30, 7)])]),
  ],
  ['a kind there is not', packOf([Buffer.concat([Buffer.from([0x51]), object.subarray(1)])])],
  ['a header without end', packOf([Buffer.alloc(40, 0xff)])],
  ['a delta on nothing', packOf([packedDelta('f'.repeat(40), deltaOf(1, 1, copyFrom(0, 1)))])],
  ['a delta on itself', packOf([packedOffsetDelta(0, deltaOf(1, 1, copyFrom(0, 1)))])],
  ['a delta from before the pack', packOf([object, packedOffsetDelta(4000, deltaOf(1, 1))])],
  [
    'a delta into the middle',
    packOf([object, packedOffsetDelta(3, deltaOf(1, 1, copyFrom(0, 1)))]),
  ],
  [
    'a delta for another base',
    packOf([object, packedDelta(oidOf(blob('a')), deltaOf(2, 1, copyFrom(0, 1)))]),
  ],
  [
    'a copy beyond the base',
    packOf([object, packedDelta(oidOf(blob('a')), deltaOf(1, 9, copyFrom(0, 9)))]),
  ],
  [
    'more than the delta says',
    packOf([object, packedDelta(oidOf(blob('a')), deltaOf(1, 1, copyFrom(0, 1), copyFrom(0, 1)))]),
  ],
  [
    'less than the delta says',
    packOf([object, packedDelta(oidOf(blob('a')), deltaOf(1, 2, copyFrom(0, 1)))]),
  ],
  [
    'an instruction there is not',
    packOf([object, packedDelta(oidOf(blob('a')), deltaOf(1, 1, Buffer.from([0])))]),
  ],
  ['a delta of nothing', packOf([object, packedDelta(oidOf(blob('a')), Buffer.alloc(0))])],
])('%s is refused', async (_, pack) => {
  expect(await refusal(pack)).toMatchObject({ code: 'PACK_REFUSED' })
})

test('any damage is refused or changes nothing', async () => {
  const pack = packOfObjects([blob('one'), blob('two'), blob('three')])
  const wanted = [...(await read(pack)).keys()]
  await fc.assert(
    fc.asyncProperty(fc.nat(pack.length - 21), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const body = Buffer.from(pack.subarray(0, -20))
      body[at] = (body[at] ?? 0) ^ by
      const { createHash } = await import('node:crypto')
      const damaged = Buffer.concat([body, createHash('sha1').update(body).digest()])
      const read_ = await read(damaged).then(
        (found) => found.size,
        (error: { code?: string }) => error.code,
      )
      expect([3, 'PACK_REFUSED']).toContain(read_)
    }),
    { numRuns: 300 },
  )
  expect(wanted).toHaveLength(3)
})
