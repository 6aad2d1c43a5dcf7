import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { counted, toWords } from '../words/words.js'
import { VERSION_DRIFT, type DriftRow } from './documents.js'
import { percent, rowsBehind } from './report-links.js'
import type { Asked } from './useReport.js'

const narrowings = {
  VIOLATES: { outcome: 'violates' },
  UNDETERMINED: { outcome: 'undetermined' },
  FLAGGED: { flagged: 'yes' },
} as const

const columnsFor = (asked: Asked): readonly Column<DriftRow>[] => [
  { head: 'Day', cell: ({ day }) => day },
  {
    head: 'Version',
    cell: ({ policy, commit }) => (
      <>
        <Link to={`/policies/${encodeURIComponent(policy)}`}>{policy}</Link>{' '}
        <span className="mono">{commit.slice(0, 7)}</span>
      </>
    ),
  },
  { head: 'Share of', cell: ({ measure }) => toWords(measure) },
  {
    head: 'That day',
    num: true,
    cell: ({ day, policy, commit, measure, share, verdicts }) => (
      <>
        <Link
          className="beside"
          to={rowsBehind(
            { ...asked.counted, policy, since: day, until: day },
            { commit, ...narrowings[measure] },
          )}
        >
          {percent(share)}
        </Link>{' '}
        <span className="sub">of {verdicts.toLocaleString('en')}</span>
      </>
    ),
  },
  {
    head: '28 days before',
    num: true,
    cell: ({ pastShare, pastVerdicts }) => (
      <>
        {percent(pastShare)} <span className="sub">of {pastVerdicts.toLocaleString('en')}</span>
      </>
    ),
  },
  { head: 'z', num: true, cell: ({ z }) => z.toFixed(1) },
  { head: 'Drift', cell: ({ drifted }) => (drifted ? <b>drifted</b> : 'no') },
]

/** More are not told of at once, so a full list says nothing of how many there are. */
const mostRows = 300
const mostShown = 100

/** Each version against its own past, day by day. */
export function DriftTab({ asked }: { asked: Asked }) {
  const { data, error, refetch } = useGraph(
    VERSION_DRIFT,
    { policy: asked.policy, scope: asked.asked },
    { enabled: asked.scope.known, keep: true },
  )
  if (error) return <Failed error={error} again={() => void refetch()} />
  const rows = data?.versionDrift
  if (!rows) return <Bones lines={10} label="comparing the days" />
  const drifted = rows.filter((row) => row.drifted)
  return (
    <section className="panel" aria-label="Drift">
      <div className="head">
        <h2>Drift of a version against its own past</h2>
        <span className="cut">
          {rows.length < mostRows
            ? `${drifted.length} of ${counted(rows.length, 'comparison')} drifted`
            : `${drifted.length} drifted`}
          , {asked.scope.counts}
        </span>
      </div>
      {rows.length === 0 ? (
        <Empty title="Too little to compare">
          <p>
            A day that has ended is compared from 50 verdicts on, with at least 200 in the 28 days
            before it.
          </p>
        </Empty>
      ) : (
        <RowTable
          label="Drift"
          rows={rows.slice(0, mostShown)}
          columns={columnsFor(asked)}
          idOf={({ policy, commit, day, measure }) => `${policy}@${commit} ${day} ${measure}`}
        />
      )}
      <p className="in dim">
        z compares two proportions, divided by how much days differed before. A version has drifted
        at 4 or more either way and at least three points; that is told once as an event.
      </p>
    </section>
  )
}
