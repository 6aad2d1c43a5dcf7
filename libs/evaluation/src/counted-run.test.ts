import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { countedRun, type Judging } from './counted-run.js'
import type { TestRun } from './test-run.js'
import { testsOfCounted } from './tests-check.js'

type Told = Partial<Omit<TestRun, 'end'>> & {
  readonly came?: 'passed' | 'failed' | 'running' | 'errored' | 'called off' | 'superseded'
}

const endOf = (came: Told['came'], at: number): TestRun['end'] => {
  if (came === 'running') return null
  const passed = came === 'passed' ? true : came === 'failed' ? false : null
  const state = came === 'errored' ? 'failed' : passed === null ? 'cancelled' : 'finished'
  const endedBy = came === 'called off' ? 'ann' : null
  const summary = { correct: 1, cases: 1, pairs: { pairs: 0 }, reasons: [] }
  return { state, passed, endedBy, summary, endedAt: new Date(at) } as unknown as TestRun['end']
}

/** One a second, each ended before the next began. */
const history = (...told: readonly Told[]): TestRun[] =>
  told.map(({ came = 'passed', ...run }, n) => ({
    ...{ id: `r${n}`, policy: 'spam', commit: 'here', bundleSha256: 'f', cases: 1, done: 1 },
    ...{ casesSha256: 'c', repeats: 1, endpoint: 'e', model: 'm', effort: 'low' as const },
    ...{ simulated: false, changeId: null, reason: null, askedBy: 'ann' },
    ...{ startedAt: new Date(n * 1000), end: endOf(came, n * 1000 + 500), ...run },
  }))

const any: Judging = { endpoint: null, model: null, effort: 'low' }
const counted = (runs: readonly TestRun[], asked = any) => {
  const found = countedRun(runs, asked, 'here')
  return found && [found.run.id, found.failedBefore, found.unexplained]
}

test('what failed stays failed until a run says why it was asked for', () => {
  expect(counted(history({ came: 'failed' }, {}, {}))).toEqual(['r0', 0, 2])
  expect(counted(history({ came: 'failed' }, { changeId: 'again' }))).toEqual(['r0', 0, 1])
  expect(counted(history({ came: 'failed' }, { reason: 'was cut off' }))).toEqual(['r1', 1, 0])
  expect(counted(history({ came: 'failed' }, { reason: 'why', came: 'failed' }, {}))).toEqual([
    ...['r1', 1, 1],
  ])
})

test('what is under way or was called off is not got round; what found no answer is asked again', () => {
  expect(counted(history({ came: 'running' }, {}))).toEqual(['r0', 0, 1])
  expect(counted(history({ came: 'called off' }, {}))).toEqual(['r0', 0, 1])
  expect(counted(history({ came: 'superseded', commit: 'before' }, {}))).toEqual(['r1', 0, 0])
  expect(counted(history({ came: 'errored' }, {}))).toEqual(['r1', 0, 0])
  expect(counted(history({}, { came: 'failed' }))).toEqual(['r1', 0, 0])
})

test('a run elsewhere than the branch asks for is a look; elsewhere than before, it says why', () => {
  const named = { ...any, endpoint: 'gpu', model: 'm-120b' }
  expect(counted(history({}, { endpoint: 'gpu' }), named)).toBeNull()
  expect(counted(history({}, { endpoint: 'gpu', model: 'm-120b' }), named)).toEqual(['r1', 0, 0])
  expect(counted(history({ effort: 'high' }))).toBeNull()
  expect(counted(history({}, { endpoint: 'gpu' }))).toEqual(['r0', 0, 1])
  expect(counted(history({ simulated: true }, { endpoint: 'gpu', changeId: 'c' }))).toEqual([
    ...['r1', 0, 0],
  ])
})

test('the same files at another commit fail there and here; a pass there is none here', () => {
  const before = { commit: 'before' }
  expect(counted(history(before))).toBeNull()
  expect(counted(history({ ...before, came: 'failed' }))).toEqual(['r0', 0, 0])
  const runs = history({ ...before, came: 'failed' }, { changeId: 'c' })
  expect(counted(runs)).toEqual(['r0', 0, 1])
  expect(testsOfCounted(countedRun(runs, any, 'here')!, 'here').words).toContain(
    '; the same files, at before; 1 since without a reason, counted for nothing',
  )
  const known = history({ ...before, came: 'failed' }, { reason: 'it was full' })
  expect(counted(known)).toEqual(['r1', 1, 0])
  expect(testsOfCounted(countedRun(known, any, 'here')!, 'here').words).toContain(
    '; asked again after 1 that failed; reason given: it was full',
  )
})

test('nobody gets another answer by asking again, however often and wherever', () => {
  const told = fc.record({
    came: fc.constantFrom('passed', 'failed', 'running', 'errored', 'called off'),
    commit: fc.constantFrom('here', 'before'),
    endpoint: fc.constantFrom('e', 'gpu'),
    changeId: fc.constantFrom(null, 'c'),
  } as const)
  fc.assert(
    fc.property(fc.array(told, { maxLength: 6 }), fc.array(told, { maxLength: 6 }), (was, then) => {
      const runs = history(...was, { came: 'failed' }, ...then)
      const before = countedRun(runs.slice(0, was.length + 1), any, 'here')
      fc.pre(before?.run.id === `r${was.length}`)
      expect(countedRun(runs, any, 'here')?.run).toBe(before.run)
    }),
  )
})
