import { expect, test } from '@jest/globals'
import { nearestVersions } from './other-versions.js'

const versions = Array.from({ length: 30 }, (_, i) => ({ name: `v${i + 1}`, text: `text ${i}` }))
const named = (at: number, from = versions) =>
  nearestVersions(from, at).map(({ name, relation }) => `${name} ${relation}`)

test('the nearest versions come first, an earlier one before a later one as near', () => {
  expect(named(1, versions.slice(0, 4))).toEqual(['v1 earlier', 'v3 later', 'v4 later'])
})

test('not more than eight are kept', () => {
  expect(named(15)).toHaveLength(8)
  expect(named(0).at(-1)).toBe('v9 later')
})

test('a version that says the same is none, nor is one twice', () => {
  const [first, second, third] = versions as [(typeof versions)[0], ...typeof versions]
  const again = [first, second, third, { ...first, name: 'v4' }, { ...second, name: 'v5' }]
  expect(named(0, again as typeof versions)).toEqual(['v2 later', 'v3 later'])
})

test('long versions are kept as far as there is room', () => {
  const long = versions.map((each, i) => ({ ...each, text: String(i).repeat(400_000) }))
  expect(named(2, long.slice(0, 5))).toEqual(['v2 earlier', 'v4 later'])
})

test('the only version has no others', () => {
  expect(named(0, versions.slice(0, 1))).toEqual([])
})
