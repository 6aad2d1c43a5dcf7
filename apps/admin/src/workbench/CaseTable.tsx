import { Link, useSearchParams } from 'react-router'
import { placeFrom } from '../api/page-place.js'
import type { CaseState } from '../api/schema-words.js'
import { usePermit } from '../api/usePermit.js'
import { useRows } from '../api/useRows.js'
import { Version } from '../parts/Commit.js'
import { Icon } from '../parts/Icon.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Pager } from '../parts/Pager.js'
import { Risk } from '../parts/Risk.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { useNow } from '../parts/useNow.js'
import { fromSlug, toSlug, toWords } from '../words/words.js'
import type { CaseRow } from './source.js'

const states = ['WAITING', 'LEASED', 'ESCALATED', 'DECIDED'] as const satisfies CaseState[]

/** When an answer is due; what is overdue says so in words and ink. */
function Due({ row: { dueAt, state } }: { row: CaseRow }) {
  const late = useNow(30_000).toISOString() > (dueAt ?? '')
  if (!dueAt) return null
  if (!late || state === 'DECIDED') return <Time at={dueAt} />
  return (
    <b className="late">
      <Icon name="alert" /> <Time at={dueAt} />
    </b>
  )
}

const columns: readonly Column<CaseRow>[] = [
  { head: 'Case', cell: (row) => <Link to={`/workbench/${row.id}`}>{row.number}</Link> },
  { head: 'Queue', cell: (row) => row.queue },
  { head: 'Why', cell: (row) => toWords(row.reason) },
  {
    head: 'Verdict',
    cell: (row) => (
      <>
        <Outcome name={row.verdict.outcome} /> {row.simulated && <Simulated />}
      </>
    ),
  },
  { head: 'Risk', cell: (row) => <Risk value={row.verdict.risk} /> },
  { head: 'Version', cell: ({ verdict }) => <Version {...verdict} /> },
  { head: 'Opened', cell: (row) => <Time at={row.openedAt} /> },
  {
    head: 'Due',
    cell: (row) => (row.dueAt ? <Due row={row} /> : <span className="dim">none</span>),
  },
  { head: 'With', cell: (row) => row.leaseHolder?.name ?? <span className="dim">nobody</span> },
]

/** Cases of one queue or all, by state; queue, state and page stand in the address. */
export function CaseTable({ queue }: { queue: string | null }) {
  const [search, setSearch] = useSearchParams()
  const state = states.find((name) => name === fromSlug(search.get('state') ?? '')) ?? 'WAITING'
  const mayClaim = usePermit()('review:claim')
  const filter = { states: [state], ...(queue ? { queues: [queue] } : {}) }
  const list = useRows<CaseRow>('cases', filter, { place: placeFrom(search), size: 25 })
  const pick = (name: CaseState) => {
    const next = new URLSearchParams(queue ? { queue } : {})
    next.set('state', toSlug(name))
    setSearch(next)
  }
  return (
    <section className="panel" aria-label="Cases">
      <div className="head">
        <h2>Cases</h2>
        <span>
          {queue ? (
            <>
              in {queue}, <Link to="/queues">all queues</Link>
            </>
          ) : (
            'in all queues'
          )}
        </span>
        <span className="spacer" />
        <span className="seg" role="group" aria-label="State">
          {states.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === state}
              onClick={() => pick(name)}
            >
              {name === 'LEASED' ? 'taken' : toWords(name)}
            </button>
          ))}
        </span>
      </div>
      {list.error && !list.rows && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.isPending && !list.error && <Bones label="reading cases" />}
      {list.rows?.length === 0 && (
        <Empty title="No case here">
          {state === 'WAITING' && mayClaim ? (
            <p>
              Cases that wait are handed out one at a time: take the next of a queue. Those that are
              yours to read stand here.
            </p>
          ) : (
            <p>Flagged and undetermined verdicts open cases; sampling may open others.</p>
          )}
        </Empty>
      )}
      {list.rows && list.rows.length > 0 && (
        <RowTable
          label="Cases"
          rows={list.rows}
          columns={columns}
          idOf={({ id }) => id}
          opens={({ id }) => `/workbench/${id}`}
        />
      )}
      {list.rows && list.rows.length > 0 && (
        <div className="foot">
          <span className="spacer" />
          <Pager pageInfo={list.pageInfo} />
        </div>
      )}
    </section>
  )
}
