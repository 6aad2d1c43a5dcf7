import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common'
import { Clock, isDomainError } from '@assize/kernel'
import { fingerprintOf } from '@assize/content'
import { EndpointStore, type Endpoint } from '@assize/inference'
import { Config, Database, errorFields, withSessionLock } from '@assize/platform'
import {
  chooseTestEndpoint,
  EvaluationError,
  runCases,
  summariseRun,
  turnsOf,
  type RunSummary,
  type TestRun,
} from '../index.js'
import { TestCalls } from './test-calls.js'
import { TestRunStore } from './test-run-store.js'
import { TestRuns, type RunMaterial } from './test-runs.service.js'

/** A run that comes no further in so many attempts is what kills its worker. */
const mostAttempts = 5
const lookMs = 1_000

/**
 * Judges the cases of one run. A worker that dies leaves its results; the next one goes on with the rest. The turn at a
 * run is a lock of a database session, which ends with its worker, however that ends.
 */
@Injectable()
export class TestRunWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TestRunWorker.name)
  private readonly closing = new AbortController()

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TestRunStore) private readonly store: TestRunStore,
    @Inject(TestRuns) private readonly runs: TestRuns,
    @Inject(TestCalls) private readonly calls: TestCalls,
    @Inject(EndpointStore) private readonly endpoints: EndpointStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'contentHmacKey'>,
  ) {}

  beforeApplicationShutdown(): void {
    this.closing.abort()
  }

  /** Running twice, also at once, changes nothing. */
  async run(id: string): Promise<void> {
    const work = async () => {
      const attempts = await this.store.takeUp(id)
      if (attempts !== null)
        await this.store.signs.during(id, async () =>
          this.toItsEnd(await this.runs.get(id), attempts),
        )
    }
    await withSessionLock(this.database, { on: ['assize.evaluation', id], work })
  }

  private async toItsEnd(run: TestRun, attempts: number): Promise<void> {
    let material: RunMaterial | undefined
    try {
      material = await this.runs.material(run)
      if (attempts > mostAttempts) throw stuck()
      await this.judge(run, material)
      if (this.closing.signal.aborted) return
      const summarise = await this.runs.summariser(run, material)
      await this.store.end(run.id, summarise, { state: 'finished' })
    } catch (error) {
      if (!isDomainError(error)) throw error
      if (error.code === 'RUN_ENDED') return
      this.logger.warn('a run of test cases failed', { id: run.id, code: error.code })
      const summarise = material ? await this.runs.summariser(run, material) : emptySummary
      await this.store.end(run.id, summarise, { state: 'failed', failure: error.message })
    }
  }

  private async judge(run: TestRun, { state, cases }: RunMaterial): Promise<void> {
    const endpoint = await this.endpointOf(run)
    const done = new Set(
      (await this.store.results(run.id)).map(({ caseIndex, repeat }) => `${caseIndex}/${repeat}`),
    )
    const dispatcher = this.calls.at(endpoint)
    const stop = new AbortController()
    const watch = setInterval(() => void this.look(run, stop), lookMs)
    try {
      await runCases({
        ...{ policy: state, effort: run.effort, dispatcher, atOnce: dispatcher.atOnce },
        turns: turnsOf(cases, run.repeats, (index, repeat) => done.has(`${index}/${repeat}`)),
        signal: AbortSignal.any([this.closing.signal, stop.signal]),
        keep: (judged) => {
          const of = cases[judged.result.caseIndex]
          if (!of) throw new TypeError('expected the result of a case of this run')
          const print = fingerprintOf(of.content, this.config.contentHmacKey)
          return this.store.keep(run.id, judged, print)
        },
      })
    } finally {
      clearInterval(watch)
    }
    if (stop.signal.aborted) throw stop.signal.reason
  }

  /** A run that was called off, or whose endpoint was put out of use, makes no further calls. */
  private async look(run: TestRun, stop: AbortController): Promise<void> {
    try {
      if (!(await this.store.isRunning(run.id)))
        throw new EvaluationError('RUN_ENDED', 'expected a run under way')
      await this.endpointOf(run)
    } catch (error) {
      if (error instanceof EvaluationError) stop.abort(error)
      else this.logger.warn('a run could not be looked after', errorFields(error))
    }
  }

  /** Throws `ENDPOINT_UNKNOWN`, `ENDPOINT_NOT_ACTIVE`. */
  private async endpointOf({ endpoint, model }: TestRun): Promise<Endpoint> {
    return chooseTestEndpoint(await this.endpoints.list(this.clock.now()), { endpoint, model })
  }
}

const stuck = () =>
  new EvaluationError(
    'RUN_INTERRUPTED',
    `given up after ${mostAttempts} attempts that came no further; the worker's log says why`,
  )

/** Of a run whose cases cannot be read any more. */
const emptySummary = (): RunSummary =>
  summariseRun({
    ...{ cases: [], results: [], demands: undefined },
    contract: { kind: 'words', labels: [], rules: [], strict: true },
  })
