import { expect, test } from '@jest/globals'
import { casesOf, concluded, jsonContract } from './fixtures/tested-run.js'
import { summariseRun } from './run-summary.js'
import type { TestRun } from './test-run.js'
import { testsOf, testsOfRun } from './tests-check.js'

const cases = casesOf([{ label: 'VALID' }])
const summary = (outcome: 'allowed' | 'violates') =>
  summariseRun({
    ...{ cases, results: [concluded(0, outcome)], contract: jsonContract, demands: undefined },
  })
const run = (end: Partial<NonNullable<TestRun['end']>> | null, simulated = false): TestRun =>
  ({
    ...{ policy: 'spam', endpoint: 'e', model: 'm-20b', effort: 'low', repeats: 3, simulated },
    end: end && { failure: null, summary: summary('allowed'), ...end },
  }) as TestRun

test('a run tells its figures, by whom, and that no model answered', () => {
  expect(testsOfRun(run({ state: 'finished', passed: true }, true))).toEqual({
    ...{ policy: 'spam', state: 'passed' },
    words: '1 of 1 cases as expected; by e (simulated, no model), effort low, 3×',
  })
  const failed = { state: 'finished', passed: false, summary: summary('violates') } as const
  expect(testsOfRun(run(failed)).words).toBe(
    '0 of 1 cases as expected, asked are 100 %; by e (m-20b), effort low, 3×',
  )
  expect(testsOfRun(run({ state: 'failed', failure: 'why' }))).toMatchObject({ state: 'errored' })
  expect(testsOfRun(run({ state: 'cancelled' }))).toMatchObject({ state: 'errored' })
  expect(testsOfRun(run(null))).toMatchObject({ state: 'running' })
})

test('several policies of one commit pass when all do', () => {
  const of = (...states: ('passed' | 'failed' | 'running' | 'queued' | 'errored')[]) =>
    testsOf(states.map((state) => ({ policy: 'p', state, words: 'w' }))).state
  expect(of('passed', 'passed')).toBe('passed')
  expect(of('passed', 'running')).toBe('running')
  expect(of('queued', 'passed')).toBe('queued')
  expect(of('running', 'failed', 'passed')).toBe('failed')
  expect(of('errored', 'running')).toBe('errored')
})
