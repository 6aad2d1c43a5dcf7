import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { assembleDataset, datasetDigest, type Candidate } from './assemble-dataset.js'
import { usualShares } from './split.js'

const contract = {
  kind: 'words',
  labels: [
    { label: 'VALID', outcome: 'allowed' },
    { label: 'INVALID', outcome: 'violates' },
  ],
  rules: [{ code: 'SP-1.1', outcome: 'violates' }],
  strict: true,
} as const

const versions = new Map(
  ['a', 'b'].map((commit) => [`spam@${commit}`, { contract, text: `version ${commit}` }]),
)
const plan = { includeSimulated: true, seed: 'gold', shares: usualShares, versions }

const hex = (n: number) => n.toString(16).padStart(64, '0')

const aCandidate = (number: number, over: Partial<Candidate> = {}): Candidate => ({
  decisionId: `d${String(number).padStart(6, '0')}`,
  verdictId: `v${number}`,
  contentItemId: `c${number}`,
  fingerprint: hex(number),
  contentCommitment: hex(number + 1),
  policy: 'spam',
  policyCommit: 'a',
  outcome: 'violates',
  rules: ['SP-1.1'],
  isCorrection: true,
  verdictLabel: 'VALID',
  simulated: false,
  erased: false,
  appealReversed: false,
  ...over,
})

const candidates = fc.uniqueArray(
  fc
    .record({
      number: fc.integer({ min: 0, max: 9999 }),
      print: fc.integer({ min: 0, max: 40 }),
      outcome: fc.constantFrom('violates', 'allowed', 'undetermined'),
      policyCommit: fc.constantFrom('a', 'b', 'gone'),
      simulated: fc.boolean(),
      erased: fc.boolean(),
      appealReversed: fc.boolean(),
    })
    .map(({ number, print, ...over }) => aCandidate(number, { fingerprint: hex(print), ...over })),
  { selector: (candidate) => candidate.decisionId, maxLength: 60 },
)

test('a split never changes when items are added', () => {
  fc.assert(
    fc.property(candidates, candidates, (some, more) => {
      const before = assembleDataset(some, plan).items
      const after = assembleDataset([...some, ...more], plan).items
      const splitOf = new Map(after.map((item) => [item.contentItemId, item.split]))
      for (const { contentItemId, split } of before)
        expect(splitOf.get(contentItemId) ?? split).toBe(split)
    }),
  )
})

test('content that reads the same is in one split, and once under a version', () => {
  fc.assert(
    fc.property(candidates, (some) => {
      const prints = new Map(some.map((each) => [each.decisionId, each.fingerprint]))
      const splitOf = new Map<string, string>()
      const seen = new Set<string>()
      for (const item of assembleDataset(some, plan).items) {
        const print = prints.get(item.decisionId) ?? ''
        expect(splitOf.get(print) ?? item.split).toBe(item.split)
        splitOf.set(print, item.split)
        expect(seen.has(`${print} ${item.policyCommit}`)).toBe(false)
        seen.add(`${print} ${item.policyCommit}`)
      }
    }),
  )
})

test('every decision is an item or counted among those left out, in whatever order they come', () => {
  fc.assert(
    fc.property(candidates, (some) => {
      const { items, leftOut } = assembleDataset(some, plan)
      const counts = Object.values({ ...leftOut } as Record<string, number>)
      const out = counts.reduce((sum, count) => sum + count, 0)
      expect(items.length + out).toBe(some.length)
      const other = assembleDataset([...some].reverse(), plan)
      expect(datasetDigest(other.items)).toBe(datasetDigest(items))
      expect(items.map((item) => item.position)).toEqual(items.map((_, i) => i + 1))
    }),
  )
})

test('of decisions about the same words the last counts', () => {
  const same = { fingerprint: hex(7) }
  const { items, leftOut } = assembleDataset(
    [aCandidate(2, { ...same, outcome: 'allowed', rules: [] }), aCandidate(1, same)],
    plan,
  )
  expect(items.map((item) => item.label)).toEqual(['VALID'])
  expect(leftOut.repeated).toBe(1)
})

test('what was reversed on appeal, erased or simulated is left out and counted', () => {
  const { items, leftOut } = assembleDataset(
    [
      aCandidate(1, { appealReversed: true }),
      aCandidate(2, { erased: true }),
      aCandidate(3, { simulated: true }),
      aCandidate(4, { outcome: 'undetermined' }),
      aCandidate(5),
    ],
    { ...plan, includeSimulated: false },
  )
  expect(items.map((item) => item.decisionId)).toEqual(['d000005'])
  expect(leftOut).toEqual({
    appealReversed: 1,
    simulated: 1,
    erased: 1,
    unlabelled: 1,
    repeated: 0,
  })
})

test('the digest changes with any word of any item, and with its content', () => {
  const digest = (over: Partial<Candidate>) =>
    datasetDigest(assembleDataset([aCandidate(1, over), aCandidate(2)], plan).items)
  const digests = [
    {},
    { outcome: 'allowed' as const },
    { rules: [] },
    { isCorrection: false },
    { simulated: true },
    { contentCommitment: hex(99) },
  ].map(digest)
  expect(new Set(digests).size).toBe(digests.length)
})
