import { stateOf, type TestRun } from '../index.js'
import { PolicyTestCase } from './test-result.graphql.js'
import type { CaseSeen } from './test-run-pages.js'
import { PolicyTestRun } from './test-run.graphql.js'
import { as } from '@assize/platform/nest'

export const toRunType = (run: TestRun): PolicyTestRun =>
  as(PolicyTestRun, {
    ...{ run, id: run.id, policy: run.policy, commit: run.commit, state: stateOf(run) },
    ...{ endpoint: run.endpoint, model: run.model, effort: run.effort, repeats: run.repeats },
    ...{ cases: run.cases, casesSha256: run.casesSha256, simulated: run.simulated },
    ...{ done: run.done, total: run.cases * run.repeats, changeId: run.changeId },
    reason: run.reason,
    ...{ passed: run.end?.passed ?? null, failure: run.end?.failure ?? null },
    ...{ startedAt: run.startedAt, endedAt: run.end?.endedAt ?? null },
  })

export const toCaseType = (runId: string, seen: CaseSeen): PolicyTestCase => {
  const { tested, outcome, pairFlipped, results } = seen
  const { label, rules, note, pair = null, swap = null } = tested.case
  const { standing, majority, flipped } = outcome
  return as(PolicyTestCase, {
    ...{ tested, runId, index: tested.index, label, expected: tested.expected },
    ...{
      expectedRules: rules,
      note,
      pair,
      swap,
      standing,
      majority,
      flipped,
      pairFlipped,
      results,
    },
  })
}
