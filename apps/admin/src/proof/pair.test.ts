import { expect, test } from '@jest/globals'
import { withFiles } from './pair.js'
import { logKey, witnessKey } from './proven-verdict.builder.js'
import { readKeys } from './trusted-keys.js'

const file = (name: string, text: string) =>
  ({ name, size: text.length, text: () => Promise.resolve(text) }) as File

test('the two halves are told apart by what they hold, in any order and under any name', async () => {
  const proof = file('a.json', 'c2sp.org/tlog-proof@v1\n')
  const record = file('b.tlog-proof', '{}')
  const { pair } = await withFiles({}, [record, proof])
  expect([pair.proof?.name, pair.record?.name]).toEqual(['a.json', 'b.tlog-proof'])
})

test('a later file takes the place of an earlier one of its half', async () => {
  const { pair } = await withFiles({ record: { name: 'old', text: '{}' } }, [file('new', '{ }')])
  expect(pair.record?.name).toBe('new')
})

test('what is too large is not read', async () => {
  const large = { ...file('film.json', ''), name: 'film.json', size: 5_000_000 } as File
  const { pair, refused } = await withFiles({}, [large])
  expect(pair).toEqual({})
  expect(refused).toEqual(['film.json is too large to be a proof or a record'])
})

test('keys of logs and of witnesses are told apart, and what is none is named', () => {
  const { trust, faults } = readKeys(`${logKey}\n\n  ${witnessKey}\nno-key`, 1)
  expect(trust.logKeys).toHaveLength(1)
  expect(trust.witnessKeys).toHaveLength(1)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(/^no-key: expected a verifier key/)
})
