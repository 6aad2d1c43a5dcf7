import { expect, test } from '@jest/globals'
import { acceptsGzip } from './accepts-gzip.js'

test.each([
  ['gzip', true],
  ['br, GZIP;q=0.5', true],
  ['deflate, *', true],
  ['*;q=0, gzip;q=1.0', true],
  ['gzip;q=0', false],
  ['gzip; q=0.000, *', false],
  ['identity', false],
  ['', false],
  [undefined, false],
])('whoever says %p is sent gzip: %p', (header, sent) => {
  expect(acceptsGzip(header)).toBe(sent)
})
