import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { casesOf, concluded, jsonContract, testedRun } from './fixtures/tested-run.js'
import { summariseRun } from './run-summary.js'

const contract = jsonContract
const demands = undefined

describe('a summary', () => {
  test('is the same in whatever order results came', () => {
    fc.assert(
      fc.property(testedRun, fc.infiniteStream(fc.nat()), ({ cases, results }, dice) => {
        const shuffled = results
          .map((result) => ({ result, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ result }) => result)
        expect(summariseRun({ cases, results: shuffled, contract, demands })).toEqual(
          summariseRun({ cases, results, contract, demands }),
        )
      }),
    )
  })

  test('counts every case once, and every citation once', () => {
    fc.assert(
      fc.property(testedRun, ({ cases, results }) => {
        const made = summariseRun({ cases, results, contract, demands })
        expect(made.correct + made.wrong + made.undetermined + made.pending).toBe(cases.length)
        const confused = made.confusion.reduce((sum, cell) => sum + cell.cases, 0)
        expect(confused).toBe(cases.length - made.pending)
        for (const { code, citations } of made.rules) {
          expect(citations!.rightly + citations!.missed).toBe(citations!.expected)
          const cited = results.filter(({ rules }) => rules.includes(code)).length
          expect(citations!.rightly + citations!.wrongly).toBeLessThanOrEqual(cited)
        }
        const invented = results.filter(({ rules }) => rules.includes('Z-9')).length
        expect(made.invented).toEqual(invented > 0 ? [{ code: 'Z-9', count: invented }] : [])
      }),
    )
  })

  test('holds no figure that is no number, and none outside 0 to 1', () => {
    fc.assert(
      fc.property(testedRun, ({ cases, results }) => {
        const made = summariseRun({ cases, results, contract, demands })
        const shares = [made.accuracy, made.flips.share, made.pairs.rate].concat(
          made.rules.flatMap(({ citations }) => [citations!.precision, citations!.recall]),
        )
        for (const share of shares) expect(share === null || (share >= 0 && share <= 1)).toBe(true)
        expect(JSON.stringify(made)).not.toContain('NaN')
      }),
    )
  })

  test('flips only where repeats differ: as often as there are pairs of repeats that do', () => {
    fc.assert(
      fc.property(testedRun, ({ cases, results }) => {
        const { flips } = summariseRun({ cases, results, contract, demands })
        let differing = 0
        for (const [at, a] of results.entries())
          for (const b of results.slice(at + 1))
            if (a.caseIndex === b.caseIndex && a.outcome !== b.outcome) differing++
        expect(flips.differingPairs).toBe(differing)
        expect(flips.flipped).toBeLessThanOrEqual(flips.compared)
        expect(flips.flipped === 0).toBe(differing === 0)
      }),
    )
  })

  test('of nothing is null', () => {
    const made = summariseRun({ cases: [], results: [], contract, demands })
    expect(made).toMatchObject({
      ...{ accuracy: null, interval: null, flips: { share: null } },
      pairs: { rate: null, interval: null },
    })
  })
})

describe('a run passes', () => {
  const cases = casesOf([
    { label: 'INVALID', rules: ['A-1'], pair: 'p', swap: 'a' },
    { label: 'INVALID', rules: ['A-1'], pair: 'p', swap: 'b' },
    { label: 'VALID' },
    { label: 'ESCALATE' },
  ])
  const right = [
    ...[concluded(0, 'violates'), concluded(1, 'violates'), concluded(2, 'allowed')],
    concluded(3, 'undetermined', { undeterminedReason: 'escalated' }),
  ]
  const of = (results: typeof right, asked: object | undefined = undefined) =>
    summariseRun({ cases, results, contract, demands: asked })

  test('when most repeats of every case conclude as expected and no pair flips', () => {
    const slip = concluded(2, 'violates', { repeat: 2 })
    const again = [2, 3].map((repeat) => ({ ...right[2]!, repeat: repeat + 1 }))
    expect(of([...right, slip, ...again])).toMatchObject({
      ...{ passed: true, reasons: [], flips: { flipped: 1, compared: 1, differingPairs: 3 } },
    })
  })

  test('not when a case is wrong, undetermined, evenly split or without a result', () => {
    const swapped = (at: number, outcome: 'violates' | 'allowed' | 'undetermined') =>
      right.map((each, index) => (index === at ? concluded(at, outcome) : each))
    expect(of(swapped(2, 'violates')).reasons).toEqual([
      '3 of 4 cases as expected, asked are 100 %',
    ])
    expect(of(swapped(2, 'undetermined'))).toMatchObject({ passed: false, undetermined: 1 })
    // Nothing could be read, which is not what the label asks for.
    expect(of(swapped(3, 'undetermined'))).toMatchObject({ passed: false, undetermined: 1 })
    expect(of([...right, concluded(2, 'violates', { repeat: 2 })])).toMatchObject({
      ...{ passed: false, undetermined: 1 },
    })
    expect(of(right.slice(1)).reasons[0]).toBe('1 of 4 cases without a result')
  })

  test('with fewer where the manifest asks for fewer', () => {
    const flipped = [...right.slice(0, 1), concluded(1, 'allowed'), ...right.slice(2)]
    expect(of(flipped)).toMatchObject({
      pairs: {
        ...{ pairs: 1, flipped: 1, rate: 1 },
        list: [{ pair: 'p', members: [{ swap: 'a', majority: 'violates' }, { swap: 'b' }] }],
      },
      reasons: ['3 of 4 cases as expected, asked are 100 %', '1 of 1 pairs flip, at most 0 % may'],
    })
    expect(of(flipped, { atLeast: 0.75 })).toMatchObject({ passed: false })
    expect(of(flipped, { atLeast: 0.75, pairFlipsAtMost: 1 })).toMatchObject({ passed: true })
  })
})

test('an answer without codes is not measured by codes, but its cases are by rule', () => {
  const bare = {
    kind: 'words',
    strict: true,
    labels: contract.labels,
    rules: contract.rules,
  } as const
  const cases = casesOf([{ label: 'INVALID', rules: ['A-1'] }], bare)
  const made = summariseRun({
    ...{ cases, results: [concluded(0, 'allowed')], contract: bare, demands },
  })
  expect(made.rules.find(({ code }) => code === 'A-1')).toEqual({
    ...{ code: 'A-1', citations: null },
    cases: { correct: 0, wrong: 1, undetermined: 0, pending: 0 },
  })
})

test('a code of the outcome a case expects is not held against it where the case names none', () => {
  const cases = casesOf([{ label: 'VALID' }, { label: 'INVALID', rules: ['A-1'] }])
  const results = [
    concluded(0, 'allowed', { rules: ['A-0', 'A-2'] }),
    concluded(1, 'violates', { rules: ['A-1', 'A-2'] }),
  ]
  const { rules } = summariseRun({ cases, results, contract, demands })
  const wrongly = rules.map(({ code, citations }) => [code, citations?.wrongly])
  expect(wrongly).toEqual([
    ['A-1', 0],
    ['A-2', 2],
    ['A-0', 0],
  ])
})
