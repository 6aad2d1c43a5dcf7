import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { OutboxRelay } from '@assize/events/nest'
import { isDomainError } from '@assize/kernel'
import { Database } from '@assize/platform'
import { branchRuleSet, changeHeadMoved, type JudgedBy } from '@assize/policy'
import { PolicyChecks, PolicyStates, type HeadOfChange } from '@assize/policy/nest'
import {
  countedRun,
  isAsAsked,
  readTestedCases,
  testRunEnded,
  testsCheck,
  testsOf,
  testsOfCounted,
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

interface Standing {
  /** What it rests on, where it was tested. */
  readonly run: TestRun | null
  readonly tests: PolicyTests
}

const anyModel: JudgedBy = { endpoint: null, model: null, effort: null }
const nothing: PolicyTests = { policy: 'none', state: 'passed', words: 'nothing to test' }

/** What the targets of changes ask, each once; a commit that is the head of several passes when it does for all. */
function judgingsOf(heads: readonly HeadOfChange[]): readonly JudgedBy[] {
  const asked = heads.map(({ judgedBy }) => judgedBy ?? anyModel)
  const apart = new Map(asked.map((each) => [JSON.stringify(each), each]))
  return apart.size > 0 ? [...apart.values()] : [anyModel]
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
    @Inject(Database) private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.relay.on(changeHeadMoved, async (events) => {
      for (const { payload } of events) await this.headMoved(payload as unknown as HeadMoved)
    })
    this.relay.on(branchRuleSet, () => this.ruleSet())
    this.relay.on(testRunEnded, async (events) => {
      for (const { subject } of events) await this.report(subject)
    })
  }

  /** Of the commit of a run, where the run is one that the check counts. */
  async report(runId: string): Promise<void> {
    const run = await this.runs.find(runId)
    if (!run) return
    const { manifest } = await this.states.at(run.policy, run.commit)
    const asked = judgingsOf(await this.states.changesAt(run.commit))
    if (asked.some((each) => isAsAsked(run, { ...each, effort: each.effort ?? manifest.effort })))
      await this.reportAt(run.commit)
  }

  /** Runs of an earlier head end; the new one is tested where the target of the change asks for it. */
  async headMoved({ changeId, commit }: HeadMoved): Promise<void> {
    for (const id of await this.store.supersededBy(changeId, commit))
      await this.ignoringRefusals(() => this.runs.cancel(id, null))
    const head = await this.states.headOf(changeId, commit)
    if (!head?.requiredChecks.includes(testsCheck)) return
    const problems = new Map<string, PolicyTests>()
    for (const policy of head.policies) {
      const asked = { policy, ref: commit, changeId, askedBy: product, ...head.judgedBy }
      const words = await this.ignoringRefusals(() => this.runs.begin(asked))
      if (words !== null) problems.set(policy, { policy, state: 'errored', words })
    }
    await this.reportAt(commit, problems)
  }

  /** A branch may ask for tests, or for others, when heads that are to go there are there already. */
  async ruleSet(): Promise<void> {
    for (const head of await this.states.openHeads()) await this.headMoved(head)
  }

  /** One at a time a commit, over all processes: else what was true a moment ago might be told last. */
  private reportAt(
    commit: string,
    problems: ReadonlyMap<string, PolicyTests> = new Map(),
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('assize.tests-check'), hashtext($1))`, [
        commit,
      ])
      await this.reportNow(commit, problems)
    })
  }

  private async reportNow(
    commit: string,
    problems: ReadonlyMap<string, PolicyTests>,
  ): Promise<void> {
    const heads = await this.states.changesAt(commit)
    const brought = new Set(heads.flatMap(({ policies }) => policies))
    const tested = (await this.store.atCommit(commit)).map(({ policy }) => policy)
    const stands: Standing[] = []
    for (const asked of judgingsOf(heads))
      for (const policy of [...new Set([...brought, ...tested])].sort()) {
        const standing = await this.standing(policy, commit, asked)
        if (standing) stands.push(standing)
        else if (brought.has(policy)) {
          const untested: PolicyTests = { policy, state: 'queued', words: 'not tested yet' }
          stands.push({ run: null, tests: problems.get(policy) ?? untested })
        }
      }
    const { state, summary } = testsOf(
      stands.length > 0 ? stands.map(({ tests }) => tests) : [nothing],
    )
    const counted = stands.filter(({ run }) => run !== null)
    const run = (counted.find(({ tests }) => tests.state === state) ?? counted.at(-1))?.run
    const { id: reportId = null, askedBy = product } = run ?? {}
    await this.checks.report({
      ...{ commit, name: testsCheck, state, summary, reportId, reportedBy: askedBy },
    })
  }

  /** By the run that counts; a policy that has no cases fails without one. Null where it was not tested. */
  private async standing(
    policy: string,
    commit: string,
    { endpoint, model, effort }: JudgedBy,
  ): Promise<Standing | null> {
    try {
      const state = await this.states.at(policy, commit)
      const runs = await this.store.ofFiles(policy, state.bundleSha256)
      const judging = { endpoint, model, effort: effort ?? state.manifest.effort }
      const counted = countedRun(runs, judging, commit)
      if (counted) return { run: counted.run, tests: testsOfCounted(counted, commit) }
      readTestedCases(state)
      return null
    } catch (error) {
      if (!isDomainError(error)) throw error
      return { run: null, tests: { policy, state: 'failed', words: error.message } }
    }
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
