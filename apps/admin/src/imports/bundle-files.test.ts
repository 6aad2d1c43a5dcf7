import { expect, test } from '@jest/globals'
import { bundleAmong } from './bundle-files.js'

const chosen = (path: string, sizeBytes = 1) =>
  Object.assign(new Blob(['x'.repeat(sizeBytes)]), { webkitRelativePath: path })

test('takes the files of a bundle, the traces last, and leaves the rest', () => {
  const { files, missing, sizeBytes } = bundleAmong([
    chosen('mine/traces.jsonl', 900),
    chosen('mine/gold.jsonl', 5),
    chosen('mine/policies/index.json', 20),
    chosen('mine/policies/fraud--f09ff0.txt', 10),
    chosen('mine/policies/deeper/x.txt'),
    chosen('mine/policies/.hidden'),
    chosen('mine/deeper/traces.jsonl'),
  ])
  expect(files.map(({ path }) => path)).toEqual([
    'policies/fraud--f09ff0.txt',
    'policies/index.json',
    'traces.jsonl',
  ])
  expect([missing, sizeBytes]).toEqual([[], 930])
})

test('names what is missing', () => {
  expect(bundleAmong([chosen('mine/traces.jsonl')]).missing).toEqual(['policies/index.json'])
  expect(bundleAmong([]).missing).toEqual(['policies/index.json', 'traces.jsonl'])
})
