import type { Effort } from '@assize/policy'
import type { RunSummary } from './run-summary.js'

export const testRunStates = ['running', 'finished', 'failed', 'cancelled'] as const
export type TestRunState = (typeof testRunStates)[number]

/** What was asked: the test cases of a policy at one commit, so often, by one model. */
export interface AskedRun {
  readonly id: string
  readonly policy: string
  readonly commit: string
  readonly bundleSha256: string
  readonly cases: number
  readonly casesSha256: string
  readonly repeats: number
  /** By name: endpoints come and go, and the record stays. */
  readonly endpoint: string
  readonly model: string
  readonly effort: Effort
  readonly simulated: boolean
  /** The change whose head asked for it; null where a person did. */
  readonly changeId: string | null
  /** Why it was asked for, in a person's words; a run that is to take the place of one that failed has them. */
  readonly reason: string | null
  readonly askedBy: string
  readonly startedAt: Date
}

export interface EndedRun {
  readonly state: Exclude<TestRunState, 'running'>
  readonly passed: boolean | null
  /** Of what there was when it ended. */
  readonly summary: RunSummary
  readonly failure: string | null
  /** The person who cancelled it. */
  readonly endedBy: string | null
  readonly endedAt: Date
}

export interface TestRun extends AskedRun {
  /** Results so far. */
  readonly done: number
  /** Null while it runs. */
  readonly end: EndedRun | null
}

export const stateOf = ({ end }: TestRun): TestRunState => end?.state ?? 'running'
