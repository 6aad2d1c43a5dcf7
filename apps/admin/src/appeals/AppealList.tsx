import { Link, useSearchParams } from 'react-router'
import { placeFrom } from '../api/page-place.js'
import type { AppealState } from '../api/schema-words.js'
import { useRows } from '../api/useRows.js'
import { PolicyAt } from '../parts/Commit.js'
import { Icon } from '../parts/Icon.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { useNow } from '../parts/useNow.js'
import { PageTop } from '../shell/PageTop.js'
import { duration } from '../words/time.js'
import { toWords } from '../words/words.js'
import type { AppealRow } from './source.js'

const dayMs = 24 * 3_600_000

/** How long is left to answer, or how late it is; lateness is a sign and bold ink. */
export function Limit({ dueAt }: { dueAt: string }) {
  const left = Date.parse(dueAt) - useNow(30_000).getTime()
  if (left > dayMs) return <span>{duration(left)} left</span>
  return (
    <b className="late">
      <Icon name="alert" /> {left < 0 ? `${duration(left)} late` : `${duration(left)} left`}
    </b>
  )
}

const columns = (state: AppealState): Column<AppealRow>[] => [
  { head: 'Appeal', cell: (row) => <Link to={`/appeals/${row.id}`}>A-{row.number}</Link> },
  {
    head: 'Policy then',
    cell: ({ policyThen }) =>
      policyThen ? (
        <PolicyAt policy={policyThen.policy} commit={policyThen.commit} />
      ) : (
        <span className="dim">none</span>
      ),
  },
  { head: 'Against', cell: (row) => toWords(row.action.kind) },
  { head: 'Lodged', cell: (row) => <Time at={row.lodgedAt} /> },
  state === 'OPEN'
    ? { head: 'Time left', cell: (row) => <Limit dueAt={row.dueAt} /> }
    : { head: 'Outcome', cell: (row) => row.decision && toWords(row.decision.outcome) },
  ...(state === 'OPEN'
    ? [
        {
          head: 'You',
          cell: (row: AppealRow) =>
            row.mayDecide ? (
              'may decide'
            ) : (
              <span className="dim">{row.mayNotDecideReason ?? 'may not decide'}</span>
            ),
        },
      ]
    : []),
]

/** Appeals by state, the state and the page in the address. */
export function AppealList() {
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') === 'decided' ? 'DECIDED' : 'OPEN'
  const list = useRows<AppealRow>(
    'appeals',
    { states: [state] },
    { place: placeFrom(search), size: 50 },
  )
  return (
    <>
      <PageTop title="Appeals" />
      <div className="page padded">
        <section className="panel" aria-label="Appeals">
          <div className="head">
            <h2>Appeals</h2>
            <span>a second look, by someone who did not decide before</span>
            <span className="spacer" />
            <span className="seg" role="group" aria-label="State">
              {(['OPEN', 'DECIDED'] as const).map((name) => (
                <button
                  key={name}
                  type="button"
                  aria-pressed={name === state}
                  onClick={() => setSearch(name === 'OPEN' ? {} : { state: 'decided' })}
                >
                  {toWords(name)}
                </button>
              ))}
            </span>
          </div>
          {list.error && !list.rows && (
            <Failed error={list.error} again={() => void list.refetch()} />
          )}
          {list.isPending && !list.error && <Bones label="reading appeals" />}
          {list.rows?.length === 0 && (
            <Empty title={state === 'OPEN' ? 'No appeal is open' : 'No appeal was decided yet'}>
              <p>
                An appeal is lodged against an action, from the page of its verdict or by the
                platform. Those whose work is not appeals see the ones about their own cases.
              </p>
            </Empty>
          )}
          {list.rows && list.rows.length > 0 && (
            <RowTable
              label="Appeals"
              rows={list.rows}
              columns={columns(state)}
              idOf={({ id }) => id}
              opens={({ id }) => `/appeals/${id}`}
            />
          )}
          {list.rows && list.rows.length > 0 && (
            <div className="foot">
              <span className="spacer" />
              <Pager pageInfo={list.pageInfo} />
            </div>
          )}
        </section>
      </div>
    </>
  )
}
