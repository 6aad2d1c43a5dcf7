import { describe, expect, test } from '@jest/globals'
import { auditBundleTrace } from '../bundle-audit.js'
import { isFlagging } from '../audit-trace.js'
import { judgedCases } from '../fixtures/judged/judged-cases.js'
import { measureMutations, type MutationScore } from './measure-mutations.js'
import { mutations } from './mutations.js'
import { freshPhrases } from './phrases-fresh.js'
import { heldOutPhrases } from './phrases-held-out.js'
import { knownPhrases } from './phrases.js'
import { tersePhrases } from './phrases-terse.js'
import { SeededRandom } from './random.js'

const seeds = ['one', 'two', 'three'] as const

test('every case is sound: nothing hard is raised before it is corrupted', () => {
  const raised = judgedCases.flatMap(({ trace, policy }) => {
    const { findings, outcome } = auditBundleTrace(trace, policy)
    const hard = findings.filter(isFlagging).map(({ type, evidence }) => ({ type, evidence }))
    return outcome === 'undetermined' || hard.length > 0
      ? [{ id: trace.traceId, outcome, hard }]
      : []
  })
  expect(raised).toEqual([])
})

test('the same seed gives the same corruption', () => {
  const [given] = judgedCases
  if (!given) throw new Error('expected a case')
  const world = { phrases: knownPhrases, siblings: judgedCases, strangers: judgedCases }
  for (const { mutate } of mutations) {
    const once = mutate(given, { ...world, random: new SeededRandom('s') })
    expect(mutate(given, { ...world, random: new SeededRandom('s') })).toEqual(once)
    if (once) expect(once).not.toEqual(given)
  }
})

/** Asked for are 0.9, at most 0.03, and none below 0.6. */
const floors = [
  { phrases: knownPhrases, found: 0.9, alarms: 0.03 },
  { phrases: heldOutPhrases, found: 0.9, alarms: 0.03 },
  { phrases: tersePhrases, found: 0.9, alarms: 0.03 },
  { phrases: freshPhrases, found: 0.9, alarms: 0.03 },
] as const

describe.each(floors)('$phrases.name phrases', ({ phrases, found: floor, alarms }) => {
  const measures = seeds.map((seed) => measureMutations(judgedCases, { phrases, seed }))
  const sumOf = (kind: 'mutations' | 'negatives') =>
    (measures[0]?.[kind] ?? []).map(({ name }, i) => {
      const scores = measures.map((measure) => measure[kind][i] as MutationScore)
      const sum = (key: 'applied' | 'found') => scores.reduce((all, each) => all + each[key], 0)
      return { name, applied: sum('applied'), found: sum('found') }
    })
  const total = (scores: ReturnType<typeof sumOf>) =>
    scores.reduce((all, { found }) => all + found, 0) /
    scores.reduce((all, { applied }) => all + applied, 0)

  process.stdout.write(
    `\n${phrases.name}\n${[...sumOf('mutations'), ...sumOf('negatives')]
      .map(({ name, applied, found }) => `${name.padEnd(44)}${found} of ${applied}`)
      .join('\n')}\n`,
  )

  test('every mutation finds a place in some cases', () => {
    expect(sumOf('mutations').filter(({ applied }) => applied < 6)).toEqual([])
  })

  test(`${floor} are found under a right type`, () => {
    expect(total(sumOf('mutations'))).toBeGreaterThanOrEqual(floor)
  })

  test('no mutation is found less than six times in ten', () => {
    expect(sumOf('mutations').filter(({ applied, found }) => found / applied < 0.6)).toEqual([])
  })

  test('likenesses are left alone but for a few in a hundred', () => {
    expect(total(sumOf('negatives'))).toBeLessThanOrEqual(alarms)
  })
})
