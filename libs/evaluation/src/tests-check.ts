import type { CheckState } from '@assize/policy'
import type { RunSummary } from './run-summary.js'
import type { CountedRun } from './counted-run.js'
import { stateOf, type TestRun } from './test-run.js'

/** What branches call it among the checks they ask for. */
export const testsCheck = 'tests'

/** How the tests of one policy stand at one commit. */
export interface PolicyTests {
  readonly policy: string
  readonly state: CheckState
  readonly words: string
}

/** How a commit stands by the run that counts for it, with what was asked before and after that. */
export function testsOfCounted(
  { run, failedBefore, unexplained }: CountedRun,
  commit: string,
): PolicyTests {
  const { policy, state, words } = testsOfRun(run)
  const said = [words]
  if (run.commit !== commit) said.push(`the same files, at ${run.commit.slice(0, 7)}`)
  if (failedBefore > 0) said.push(`asked again after ${failedBefore} that failed`)
  if (run.reason !== null) said.push(`reason given: ${run.reason}`)
  if (unexplained > 0) said.push(`${unexplained} since without a reason, counted for nothing`)
  return { policy, state, words: said.join('; ') }
}

/** Room for the figures of a few policies; the runs say the rest. */
const summaryCharacters = 2000

/** The worst of several policies: a commit passes when all of its policies do. */
export function testsOf(policies: readonly PolicyTests[]): {
  readonly state: CheckState
  readonly summary: string
} {
  const states = policies.map(({ state }) => state)
  const worst = (['failed', 'errored', 'running', 'queued'] as const).find((state) =>
    states.includes(state),
  )
  const summary = policies.map(({ policy, words }) => `${policy}: ${words}`).join('\n')
  return { state: worst ?? 'passed', summary: summary.slice(0, summaryCharacters) }
}

export function testsOfRun(run: TestRun): PolicyTests {
  const { policy, end } = run
  const by = `${run.endpoint} (${run.simulated ? 'simulated, no model' : run.model}), effort ${run.effort}, ${run.repeats}×`
  switch (stateOf(run)) {
    case 'running':
      return { policy, state: 'running', words: `by ${by}` }
    case 'failed':
      return { policy, state: 'errored', words: `${end?.failure ?? 'failed'}; by ${by}` }
    case 'cancelled':
      return { policy, state: 'errored', words: `cancelled; by ${by}` }
    case 'finished':
      return {
        ...{ policy, state: end?.passed ? 'passed' : 'failed' },
        words: `${end ? figuresOf(end.summary) : ''}; by ${by}`,
      }
  }
}

function figuresOf(summary: RunSummary): string {
  const { correct, cases, pairs, reasons } = summary
  if (reasons.length > 0) return reasons.join('; ')
  const pairWords = pairs.pairs > 0 ? `, ${pairs.flipped} of ${pairs.pairs} pairs flip` : ''
  return `${correct} of ${cases} cases as expected${pairWords}`
}
