import { Inject, Injectable } from '@nestjs/common'
import { PlatformError, toPage, type Page, type PageRequest } from '@assize/platform'
import {
  inFlippedPairs,
  isAmong,
  standingsOf,
  type CaseFilter,
  type CaseOutcome,
  type RunSummary,
  type TestedCase,
  type TestRun,
} from '../index.js'
import type { StoredResult } from './test-run-rows.js'
import { TestRunStore } from './test-run-store.js'
import { TestRuns } from './test-runs.service.js'

/** A case with all that is known of how it came out. */
export interface CaseSeen {
  readonly tested: TestedCase
  readonly outcome: CaseOutcome
  readonly pairFlipped: boolean
  readonly results: readonly StoredResult[]
}

/** Runs as people look at them. */
@Injectable()
export class TestRunPages {
  constructor(
    @Inject(TestRunStore) private readonly store: TestRunStore,
    @Inject(TestRuns) private readonly runs: TestRuns,
  ) {}

  /** As it was recorded when the run ended; of the results so far while it runs. */
  async summary(run: TestRun): Promise<RunSummary> {
    if (run.end) return run.end.summary
    const [summarise, results] = await Promise.all([
      this.runs.summariser(run),
      this.store.results(run.id),
    ])
    return summarise(results)
  }

  /** In the order of the cases; the cursor is a case's place. A run has few enough to be read whole. */
  async cases(
    run: TestRun,
    filter: CaseFilter | null,
    request: PageRequest,
  ): Promise<Page<CaseSeen>> {
    const from = placeOf(request)
    const { cases, results, pairFlipped, all } = await this.read(run)
    const standings = all.filter((each) =>
      isAmong(filter, each, pairFlipped, cases[each.index]?.case.pair !== undefined),
    )
    const forward = request.direction === 'forward'
    const walked = (forward ? standings : standings.toReversed()).filter(
      ({ index }) => from === null || (forward ? index > from : index < from),
    )
    const rows = walked.slice(0, request.limit + 1).flatMap((outcome): CaseSeen[] => {
      const tested = cases[outcome.index]
      return tested ? [seenOf(tested, outcome, pairFlipped, results)] : []
    })
    return toPage(rows, request)
  }

  /** By its place among the cases; null where there is none. */
  async case(run: TestRun, index: number): Promise<CaseSeen | null> {
    const { cases, results, pairFlipped, all } = await this.read(run)
    const tested = cases[index]
    const outcome = all.find((each) => each.index === index)
    return tested && outcome ? seenOf(tested, outcome, pairFlipped, results) : null
  }

  private async read(run: TestRun) {
    const material = await this.runs.material(run)
    const results = await this.store.results(run.id)
    const { pairs } = (await this.runs.summariser(run, material))(results)
    const { cases } = material
    const all = standingsOf(cases, results)
    return { cases, results, pairFlipped: inFlippedPairs(pairs), all }
  }
}

const seenOf = (
  tested: TestedCase,
  outcome: CaseOutcome,
  pairFlipped: ReadonlySet<number>,
  results: readonly StoredResult[],
): CaseSeen => ({
  ...{ tested, outcome, pairFlipped: pairFlipped.has(outcome.index) },
  results: results.filter(({ caseIndex }) => caseIndex === outcome.index),
})

function placeOf({ cursor }: PageRequest): number | null {
  if (cursor === null) return null
  const [place = ''] = cursor
  if (cursor.length === 1 && /^\d{1,6}$/.test(place)) return Number(place)
  throw new PlatformError('CURSOR_INVALID', 'expected a cursor handed out by this list')
}
