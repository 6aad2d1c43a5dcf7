import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bagDeclaration, bagInfo, isWithin, manifestLine, parseManifestLine } from './bag.js'

const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

test('the declaration is that of RFC 8493', () => {
  expect(bagDeclaration).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
})

test('the description counts bytes and files, and takes its day from the checkpoint', () => {
  const info = bagInfo({
    ...{ payloadBytes: 279_164, payloadFiles: 1198, origin: 'log.example/v' },
    checkpointAt: new Date('2026-05-03T23:59:59Z'),
  })
  expect(info).toContain('Payload-Oxum: 279164.1198\n')
  expect(info).toContain('Bagging-Date: 2026-05-03\n')
})

test.each([
  [`${sha256}  data/a b.txt`, 'data/a b.txt'],
  [`${sha256} data/a`, 'data/a'],
  [`${sha256.toUpperCase()}  data/a`, 'data/a'],
  [`${sha256}  data/100%25%0A`, 'data/100%\n'],
  [`${sha256}  ../etc/passwd`, null],
  [`${sha256}  /etc/passwd`, null],
  [`${sha256}  data/../../x`, null],
  [`${sha256}  data//x`, null],
  [`${sha256}  c:/x`, null],
  [`${sha256}  data\\..\\x`, null],
  [`${sha256.slice(1)}  data/a`, null],
  ['', null],
])('the line %j names %j', (line, path) => {
  expect(parseManifestLine(line)?.path ?? null).toBe(path)
})

test('a line read gives what was written, for any path within the bag', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (path) => {
      fc.pre(isWithin(path) && !/^[*\s]|\s$|[\u2028\u2029\uD800-\uDFFF]/u.test(path))
      expect(parseManifestLine(manifestLine(sha256, path).slice(0, -1))).toEqual({ sha256, path })
    }),
  )
})
