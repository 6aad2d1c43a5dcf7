import { expect, test } from '@jest/globals'
import { harnessIntegrity, type HarnessRow } from './harness-integrity.js'

const aRow = (over: Partial<HarnessRow> = {}): HarnessRow => ({
  policy: 'garden',
  importId: null,
  ...{ label: 'VALID', outcome: 'allowed', recorded: 'VALID', expected: 'VALID', logged: 'VALID' },
  ...{ expectedOutcome: 'allowed', loggedOutcome: 'allowed', verdicts: 1 },
  ...over,
})

test('labels that differ from the output are mismatched, those without any are unfounded', () => {
  const { total } = harnessIntegrity([
    aRow({ verdicts: 90 }),
    aRow({ recorded: 'INVALID', verdicts: 6 }),
    aRow({ label: null, outcome: 'undetermined', recorded: 'INVALID', verdicts: 4 }),
    aRow({ recorded: null, verdicts: 5 }),
  ])
  expect(total).toMatchObject({ verdicts: 105, recorded: 100, mismatched: 6, unfounded: 4 })
})

test('the case of a label is no difference', () => {
  expect(harnessIntegrity([aRow({ recorded: ' valid' })]).total.mismatched).toBe(0)
})

test('what the accuracy seemed to be, and what each correction alone makes of it', () => {
  const { total } = harnessIntegrity([
    aRow({ verdicts: 80 }),
    aRow({ recorded: 'INVALID', verdicts: 10 }),
    aRow({ logged: 'INVALID', loggedOutcome: 'violates', verdicts: 10 }),
  ])
  expect(total).toMatchObject({
    ...{ expectations: 100, expectationsDiffer: 10 },
    asLogged: { right: 80, of: 100 },
    recordedOnly: { right: 90, of: 100 },
    labelsDerived: { right: 90, of: 100 },
    derived: { right: 100, of: 100 },
  })
})

test('an expectation that the contract does not know is compared by its words alone', () => {
  const foreign = { expected: 'SEVERE', logged: 'SEVERE', recorded: 'SEVERE' } as const
  const { total } = harnessIntegrity([
    aRow({ ...foreign, expectedOutcome: undefined, label: 'SEVERE' }),
    aRow({ ...foreign, expectedOutcome: undefined, label: 'VALID' }),
  ])
  expect(total.derived).toEqual({ right: 1, of: 1 })
})

test('policies come with most verdicts first', () => {
  const rows = [aRow({ policy: 'a' }), aRow({ policy: 'b', verdicts: 9 })]
  expect(harnessIntegrity(rows).policies.map(({ policy }) => policy)).toEqual(['b', 'a'])
})

test('imports are told apart whatever the policies in them, those that nobody noted together', () => {
  const rows = [
    aRow({ importId: 'one', policy: 'a', recorded: 'INVALID', verdicts: 4 }),
    aRow({ importId: 'one', policy: 'b', verdicts: 2 }),
    aRow({ policy: 'a', verdicts: 5 }),
  ]
  const { imports, total } = harnessIntegrity(rows)
  expect(
    imports.map(({ importId, verdicts, mismatched }) => [importId, verdicts, mismatched]),
  ).toEqual([
    ['one', 6, 4],
    [null, 5, 0],
  ])
  expect(total).toMatchObject({ importId: null, verdicts: 11 })
})
