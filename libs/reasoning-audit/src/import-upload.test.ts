import { expect, test } from '@jest/globals'
import { parseUploadPath, sizeLimitOf, uploadLimits } from './import-upload.js'

test.each(['traces.jsonl', 'policies/index.json', 'policies/fraud--f09ff0.txt'])(
  '%s belongs to a bundle',
  (path) => {
    expect(parseUploadPath(path)).toBe(path)
  },
)

test.each([
  '',
  'gold.jsonl',
  '/etc/passwd',
  '../traces.jsonl',
  'policies/../../x.txt',
  'policies/..txt',
  'policies/.hidden.txt',
  'policies/a/b.txt',
  'policies\\a.txt',
  'policies/a\0.txt',
  'policies/a.txt\n',
  `policies/${'a'.repeat(200)}.txt`,
  '.owner',
])('%j does not', (path) => {
  expect(() => parseUploadPath(path)).toThrow('expected traces.jsonl')
})

test('only traces may be large', () => {
  expect(sizeLimitOf('traces.jsonl')).toBe(uploadLimits.tracesBytes)
  expect(sizeLimitOf('policies/index.json')).toBeLessThan(sizeLimitOf('traces.jsonl'))
  expect(sizeLimitOf('policies/a.txt')).toBeLessThan(sizeLimitOf('policies/index.json'))
})
