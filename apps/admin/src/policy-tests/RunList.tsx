import { Link, useSearchParams } from 'react-router'
import { pageArguments, placeFrom } from '../api/page-place.js'
import { useGraph } from '../api/useGraph.js'
import { Simulated } from '../parts/Outcome.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { RUNS, type RunRow } from './list-documents.js'
import { askedWords, percent } from './run-words.js'
import { RunState } from './RunState.js'

const size = 10
export const pageOfRun = ({ id }: { readonly id: string }) => `/policy-tests/${id}`

const columnsFor = (commit: string): readonly Column<RunRow>[] => [
  {
    head: 'Run',
    cell: (run) => (
      <Link to={pageOfRun(run)}>
        <Time at={run.startedAt} />
      </Link>
    ),
  },
  {
    head: 'Result',
    cell: (run) => (
      <>
        <RunState run={run} /> {run.simulated && <Simulated />}
      </>
    ),
  },
  {
    head: 'Right',
    num: true,
    cell: ({ summary, cases }) => `${summary.correct} of ${cases}`,
  },
  { head: 'Accuracy', num: true, cell: ({ summary }) => percent(summary.accuracy) },
  {
    head: 'Flips',
    num: true,
    cell: ({ summary: { flips } }) => flips.compared > 0 && `${flips.flipped} of ${flips.compared}`,
  },
  {
    head: 'Pair flips',
    num: true,
    cell: ({ summary: { pairs } }) => pairs.pairs > 0 && `${pairs.flipped} of ${pairs.pairs}`,
  },
  { head: 'By', cell: (run) => `${run.endpoint}, ${askedWords(run)}` },
  {
    head: 'Of',
    cell: (run) => (
      <>
        <span className="mono">{run.commit.slice(0, 7)}</span>
        {run.commit === commit ? ' this version' : run.changeId && ' a change'}
      </>
    ),
  },
  { head: 'Asked by', cell: (run) => run.startedBy.name },
]

/** Runs of a policy’s tests, of every version and of changes; newest first. */
export function RunList({ policy, commit }: { policy: string; commit: string }) {
  const [search] = useSearchParams()
  const { data, error, refetch } = useGraph(
    RUNS,
    { policy, ...pageArguments(placeFrom(search), size) },
    {
      keep: true,
      refetchEveryMs: (last) =>
        last?.policyTestRuns.edges.some(({ node }) => node.state === 'RUNNING') ? 4_000 : false,
    },
  )
  const rows = data?.policyTestRuns.edges.map(({ node }) => node)
  const { hasNextPage = false, hasPreviousPage = false } = data?.policyTestRuns.pageInfo ?? {}
  return (
    <section className="panel" aria-label="Runs">
      <div className="head">
        <h2>Runs</h2>
        <span>of every version of the policy, newest first</span>
      </div>
      {error && !rows && <Missing error={error} again={() => void refetch()} />}
      {!rows && !error && <Bones lines={3} label="reading runs" />}
      {rows?.length === 0 && <p className="note-line sub">The tests were never run.</p>}
      {rows && rows.length > 0 && (
        <RowTable
          label="Runs"
          rows={rows}
          columns={columnsFor(commit)}
          idOf={({ id }) => id}
          opens={pageOfRun}
        />
      )}
      {(hasNextPage || hasPreviousPage) && (
        <div className="foot">
          <span className="spacer" />
          <Pager pageInfo={data?.policyTestRuns.pageInfo} />
        </div>
      )}
    </section>
  )
}
