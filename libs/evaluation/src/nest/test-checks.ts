import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OutboxRelay } from '@assize/events/nest'
import { isDomainError } from '@assize/kernel'
import { changeHeadMoved } from '@assize/policy'
import { PolicyChecks, PolicyStates } from '@assize/policy/nest'
import {
  readTestedCases,
  testRunEnded,
  testsCheck,
  testsOf,
  testsOfRun,
  type PolicyTests,
  type TestRun,
} from '../index.js'
import { TestRunStore } from './test-run-store.js'
import { TestRuns } from './test-runs.service.js'

/** Who reports where nobody asked by hand. */
const product = 'evaluation'

interface HeadMoved {
  readonly changeId: string
  readonly commit: string
}

/**
 * Tells changes how the tests of their heads stand, and tests the heads of those whose target asks for it. Everything
 * here may run twice.
 */
@Injectable()
export class TestChecks implements OnModuleInit {
  constructor(
    @Inject(TestRunStore) private readonly store: TestRunStore,
    @Inject(TestRuns) private readonly runs: TestRuns,
    @Inject(PolicyStates) private readonly states: PolicyStates,
    @Inject(PolicyChecks) private readonly checks: PolicyChecks,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
  ) {}

  onModuleInit(): void {
    this.relay.on(changeHeadMoved, async (events) => {
      for (const { payload } of events) await this.headMoved(payload as unknown as HeadMoved)
    })
    this.relay.on(testRunEnded, async (events) => {
      for (const { subject } of events) await this.report(subject)
    })
  }

  /** Of the commit of a run; the state of all policies that it brings. */
  async report(runId: string): Promise<void> {
    const run = await this.runs.find(runId)
    if (run && (await this.counts(run))) await this.reportAt(run.commit, run)
  }

  /** Runs of an earlier head end; the new one is tested where the target of the change asks for it. */
  async headMoved({ changeId, commit }: HeadMoved): Promise<void> {
    for (const id of await this.store.supersededBy(changeId, commit))
      await this.ignoringRefusals(() => this.runs.cancel(id, null))
    const head = await this.states.headOf(changeId, commit)
    if (!head?.requiredChecks.includes(testsCheck)) return
    const problems = new Map<string, PolicyTests>()
    let last: TestRun | null = null
    for (const policy of head.policies) {
      const words = await this.ignoringRefusals(async () => {
        const asked = { policy, ref: commit, changeId, askedBy: product }
        last = (await this.runs.begin(asked)) ?? last
      })
      if (words !== null) problems.set(policy, { policy, state: 'errored', words })
    }
    await this.reportAt(commit, last, problems)
  }

  private async reportAt(
    commit: string,
    run: TestRun | null,
    problems: ReadonlyMap<string, PolicyTests> = new Map(),
  ): Promise<void> {
    const newest = new Map<string, TestRun>()
    for (const each of await this.store.atCommit(commit))
      if (await this.counts(each)) newest.set(each.policy, each)
    const brought = (await this.states.changesAt(commit)).flatMap(({ policies }) => policies)
    const policies = [...new Set([...brought, ...newest.keys()])].sort()
    const stands: PolicyTests[] = []
    for (const policy of policies)
      stands.push(
        (await this.standing(policy, newest.get(policy), commit)) ??
          problems.get(policy) ?? { policy, state: 'queued', words: 'not tested yet' },
      )
    const { state, summary } = testsOf(
      stands.length > 0 ? stands : [{ policy: 'none', state: 'passed', words: 'nothing to test' }],
    )
    const [last] = [...newest.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1))
    const { id: reportId = null, askedBy = product } = run ?? last ?? {}
    await this.checks.report({
      ...{ commit, name: testsCheck, state, summary, reportId, reportedBy: askedBy },
    })
  }

  /** A policy is judged at its own effort: a run at another is a look at it and no check. */
  private async counts({ policy, commit, effort }: TestRun): Promise<boolean> {
    const { manifest } = await this.states.at(policy, commit)
    return manifest.effort === effort
  }

  /** By its newest run; a policy that has no cases fails without one. */
  private async standing(
    policy: string,
    run: TestRun | undefined,
    commit: string,
  ): Promise<PolicyTests | null> {
    if (run) return testsOfRun(run)
    const words = await this.ignoringRefusals(async () => {
      readTestedCases(await this.states.at(policy, commit))
    })
    return words === null ? null : { policy, state: 'failed', words }
  }

  /** What was refused, in words; what is broken is thrown and tried again. */
  private async ignoringRefusals(act: () => Promise<unknown>): Promise<string | null> {
    try {
      await act()
      return null
    } catch (error) {
      if (!isDomainError(error)) throw error
      return error.message
    }
  }
}
