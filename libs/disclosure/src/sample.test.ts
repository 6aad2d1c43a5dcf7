import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { allocate, SampleDraw, stratumOf, type Lot, type PopulationRow } from './sample.js'
import { estimate, resultOf } from './sample-result.js'

const rows = (count: number): PopulationRow[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `verdict-${n}`,
    policy: ['spam', 'harassment'][n % 2] ?? '',
    ...{ outcome: n % 5 === 0 ? 'violates' : 'allowed', simulated: false },
    digest: n.toString(16),
  }))

function draw(population: readonly PopulationRow[], size: number, lot: Lot) {
  const counts = new Map<string, number>()
  for (const row of population) {
    const name = stratumOf(lot.method, row)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const strata = allocate(counts, size)
  const drawing = new SampleDraw(lot, strata)
  for (const row of population) drawing.offer(row)
  return { strata, drawn: drawing.drawn() }
}

const lot = { method: 'simple', seed: 's', populationSha256: 'ab'.repeat(32) } as const
const methods = fc.constantFrom('simple' as const, 'stratified' as const)

describe('a sample', () => {
  test('is what an outsider draws with a hash function and a sort', () => {
    const population = rows(1_000)
    const keyed = population
      .map(({ id }) => ({
        id,
        key: createHash('sha256')
          .update(`${lot.populationSha256}\n${lot.seed}\n${id}`)
          .digest('hex'),
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
    expect(draw(population, 40, lot).drawn.map(({ id }) => id)).toEqual(
      keyed.slice(0, 40).map(({ id }) => id),
    )
  })

  test('has as many rows as asked, none twice, each from the population', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.integer({ min: 1, max: 500 }), methods, (count, size, method) => {
        const population = rows(count)
        const { drawn } = draw(population, size, { ...lot, method })
        const ids = drawn.map(({ id }) => id)
        expect(ids).toHaveLength(Math.min(size, count))
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  test('does not depend on the order of the population, but on the seed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows(60), { minLength: 60 }), methods, (shuffled, method) => {
        const drawn = draw(rows(60), 10, { ...lot, method }).drawn
        expect(draw(shuffled, 10, { ...lot, method }).drawn).toEqual(drawn)
      }),
    )
    expect(draw(rows(60), 10, { ...lot, seed: 't' }).drawn).not.toEqual(
      draw(rows(60), 10, lot).drawn,
    )
  })

  test('weighs up to the population: one over the chances of its rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 400 }),
        fc.integer({ min: 8, max: 80 }),
        (count, size) => {
          const { drawn, strata } = draw(rows(count), size, { ...lot, method: 'stratified' })
          const reached = strata.filter((stratum) => stratum.drawn > 0)
          const weighed = drawn.reduce((sum, { inclusion }) => sum + 1 / inclusion, 0)
          expect(weighed).toBeCloseTo(
            reached.reduce((sum, stratum) => sum + stratum.rows, 0),
            6,
          )
        },
      ),
    )
  })

  test('gives each stratum its share, and two rows at least', () => {
    const counts = new Map([
      ['a', 9_000],
      ['b', 990],
      ['c', 10],
    ])
    expect(allocate(counts, 100)).toEqual([
      { name: 'a', rows: 9_000, drawn: 90 },
      { name: 'b', rows: 990, drawn: 8 },
      { name: 'c', rows: 10, drawn: 2 },
    ])
  })
})

describe('a result', () => {
  test('of one stratum is the plain share with its interval', () => {
    const strata = [{ name: 'all', rows: 10_000, drawn: 100 }]
    const assessed = Array.from({ length: 100 }, (_, n) => ({
      stratum: 'all',
      assessment: n < 5 ? ('disagree' as const) : ('agree' as const),
    }))
    const { disagreement } = resultOf(assessed, strata)
    expect(disagreement?.share).toBeCloseTo(0.05, 10)
    expect(disagreement?.low.toFixed(4)).toBe('0.0215')
    expect(disagreement?.high.toFixed(4)).toBe('0.1118')
  })

  test('of strata weighs each by its rows', () => {
    const wrong = estimate([
      { rows: 2_000, judged: 200, hits: 180 },
      { rows: 98_000, judged: 400, hits: 4 },
    ])
    expect(wrong?.share.toFixed(4)).toBe('0.0278')
  })

  test('of strata never claims to know more than as many rows drawn plainly would tell', () => {
    const told = estimate([
      { rows: 500_000, judged: 1, hits: 1 },
      { rows: 500_000, judged: 1, hits: 0 },
      { rows: 10, judged: 2, hits: 1 },
    ])
    expect((told?.high ?? 0) - (told?.low ?? 0)).toBeGreaterThan(0.5)
  })

  test('says of how much of the population it speaks, and leaves nothing out of the interval', () => {
    const strata = [
      { name: 'a', rows: 600, drawn: 20 },
      { name: 'b', rows: 300, drawn: 2 },
      { name: 'c', rows: 100, drawn: 0 },
    ]
    const judged = (stratum: string, assessment: 'agree' | 'cannot-say') => ({
      stratum,
      assessment,
    })
    const inA = Array.from({ length: 20 }, () => judged('a', 'agree'))
    const part = resultOf([...inA, judged('b', 'cannot-say')], strata).disagreement
    expect(part).toMatchObject({ share: 0, covered: 0.6 })
    expect(part?.high).toBeGreaterThan(0.4)
    expect(part?.low).toBeGreaterThanOrEqual(0)
    const more = resultOf([...inA, judged('b', 'agree')], strata).disagreement
    expect(more).toMatchObject({ share: 0, covered: 0.9 })
    expect(resultOf(inA, strata.slice(0, 1)).disagreement?.covered).toBe(1)
  })

  test('speaks for the population whatever is in strata nobody judged', () => {
    const part = fc.record({ rows: fc.integer({ min: 4, max: 500 }), wrong: fc.boolean() })
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 6 }), fc.nat(5), (parts, at) => {
        const strata = parts.map(({ rows }, n) => ({ name: String(n), rows, drawn: 2 }))
        // Every row is judged, but those of one stratum.
        const assessed = parts.flatMap(({ rows, wrong }, n) =>
          n === at % parts.length
            ? []
            : Array.from({ length: rows }, () => ({
                stratum: String(n),
                assessment: wrong ? ('disagree' as const) : ('agree' as const),
              })),
        )
        const all = parts.reduce((sum, { rows }) => sum + rows, 0)
        const truth = parts.reduce((sum, { rows, wrong }) => sum + (wrong ? rows : 0), 0) / all
        const told = resultOf(assessed, strata).disagreement
        expect(told?.low).toBeLessThanOrEqual(truth + 1e-9)
        expect(told?.high).toBeGreaterThanOrEqual(truth - 1e-9)
      }),
    )
  })

  test('leaves out what nobody could judge', () => {
    const strata = [{ name: 'all', rows: 10, drawn: 3 }]
    const assessed = (['agree', 'cannot-say', null] as const).map((assessment) => ({
      ...{ stratum: 'all', assessment },
    }))
    const result = resultOf(assessed, strata)
    expect(result).toMatchObject({ rows: 3, open: 1, agree: 1, disagree: 0, cannotSay: 1 })
    expect(result.disagreement?.share).toBe(0)
    expect(resultOf([], strata).disagreement).toBeNull()
  })
})
