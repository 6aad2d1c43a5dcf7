import { Inject, Injectable } from '@nestjs/common'
import { Clock, isUuid } from '@assize/kernel'
import { EndpointStore } from '@assize/inference'
import type { Page, PageRequest } from '@assize/platform'
import { checkWords, type Effort } from '@assize/policy'
import { PolicyStates, type PolicyState } from '@assize/policy/nest'
import {
  casesDigest,
  chooseTestEndpoint,
  EvaluationError,
  readTestedCases,
  stateOf,
  summariseRun,
  testLimits,
  type RunSummary,
  type TestedCase,
  type TestRun,
} from '../index.js'
import type { StoredResult } from './test-run-rows.js'
import { TestRunStore, type RunsOf } from './test-run-store.js'

export interface AskRun {
  readonly policy: string
  readonly ref?: string | null
  readonly endpoint?: string | null
  readonly model?: string | null
  readonly effort?: Effort | null
  readonly repeats?: number | null
  readonly askedBy: string
  /** Of a run that a change's head asks for. */
  readonly changeId?: string | null
  /** Why it is asked for; without one it does not count in the place of one that failed. */
  readonly reason?: string | null
}

/** The policy and the cases of a run, as its commit has them. */
export interface RunMaterial {
  readonly state: PolicyState
  readonly cases: readonly TestedCase[]
}

/** Asks for runs, looks at them, calls them off. */
@Injectable()
export class TestRuns {
  constructor(
    @Inject(TestRunStore) private readonly store: TestRunStore,
    @Inject(PolicyStates) private readonly states: PolicyStates,
    @Inject(EndpointStore) private readonly endpoints: EndpointStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Null where the head of the change asked for it already. Throws as `PolicyStates.at`, `readTestedCases` and
   * `chooseTestEndpoint`, `REPEATS_REFUSED`, `MESSAGE_REFUSED`, `TOO_MANY_RUNS`.
   */
  async begin(asked: AskRun): Promise<TestRun | null> {
    const repeats = repeatsOf(asked.repeats)
    const state = await this.states.at(asked.policy, asked.ref)
    const cases = readTestedCases(state)
    const endpoint = chooseTestEndpoint(await this.endpoints.list(this.clock.now()), asked)
    const { policy, commit, bundleSha256, manifest } = state
    const run = {
      ...{ policy, commit, bundleSha256, repeats },
      ...{ cases: cases.length, casesSha256: casesDigest(cases) },
      ...{ endpoint: endpoint.name, model: endpoint.model, simulated: endpoint.simulated },
      effort: asked.effort ?? manifest.effort,
      reason: checkWords(asked.reason ?? '', 'reason') || null,
      ...{ changeId: asked.changeId ?? null, askedBy: asked.askedBy },
    }
    const id = await this.store.begin(run, asked)
    return id === null ? null : this.get(id)
  }

  find(id: string): Promise<TestRun | null> {
    return isUuid(id) ? this.store.find(id) : Promise.resolve(null)
  }

  /** Throws `RUN_UNKNOWN`. */
  async get(id: string): Promise<TestRun> {
    const run = await this.find(id)
    if (!run) throw new EvaluationError('RUN_UNKNOWN', 'expected a run of test cases')
    return run
  }

  page(of: RunsOf, request: PageRequest): Promise<Page<TestRun>> {
    return this.store.page(of, request)
  }

  /** What it has stays. Throws `RUN_UNKNOWN`, `RUN_ENDED`. */
  async cancel(id: string, by: string | null): Promise<TestRun> {
    const run = await this.get(id)
    const ended = await this.store.end(id, await this.summariser(run), {
      ...{ state: 'cancelled', endedBy: by },
    })
    if (!ended)
      throw new EvaluationError('RUN_ENDED', `expected a run under way, saw one ${stateOf(run)}`)
    return this.get(id)
  }

  /** Throws `CASES_CHANGED` where the commit holds other cases than the record names. */
  async material({ policy, commit, casesSha256 }: TestRun): Promise<RunMaterial> {
    const state = await this.states.at(policy, commit)
    const cases = readTestedCases(state)
    if (casesDigest(cases) !== casesSha256)
      throw new EvaluationError('CASES_CHANGED', 'expected the cases that the record names')
    return { state, cases }
  }

  async summariser(
    run: TestRun,
    given?: RunMaterial,
  ): Promise<(results: readonly StoredResult[]) => RunSummary> {
    const { state, cases } = given ?? (await this.material(run))
    const { contract, manifest } = state
    return (results) => summariseRun({ cases, results, contract, demands: manifest.tests })
  }
}

function repeatsOf(asked: number | null | undefined): number {
  const repeats = asked ?? 1
  if (Number.isInteger(repeats) && repeats >= 1 && repeats <= testLimits.repeats) return repeats
  throw new EvaluationError(
    'REPEATS_REFUSED',
    `expected 1 to ${testLimits.repeats} repeats, saw ${repeats}`,
    { most: testLimits.repeats },
  )
}
