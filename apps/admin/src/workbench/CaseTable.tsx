import { Link, useSearchParams } from 'react-router'
import { placeFrom } from '../api/page-place.js'
import type { CaseState } from '../api/schema-words.js'
import { useRows } from '../api/useRows.js'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Pager } from '../parts/Pager.js'
import { Risk } from '../parts/Risk.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { fromSlug, toSlug, toWords } from '../words/words.js'
import type { CaseRow } from './source.js'

const states = ['WAITING', 'LEASED', 'ESCALATED', 'DECIDED'] as const satisfies CaseState[]

/** Cases of one queue or all, by state; queue, state and page stand in the address. */
export function CaseTable({ queue }: { queue: string | null }) {
  const [search, setSearch] = useSearchParams()
  const state = states.find((name) => name === fromSlug(search.get('state') ?? '')) ?? 'WAITING'
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
          <p>Flagged and undetermined verdicts open cases; sampling may open others.</p>
        </Empty>
      )}
      {list.rows && list.rows.length > 0 && (
        <div className="tablewrap">
          <table>
            <thead>
              <tr>
                <th>Case</th>
                <th>Queue</th>
                <th>Why</th>
                <th>Verdict</th>
                <th>Risk</th>
                <th>Policy</th>
                <th>Opened</th>
                <th>Due</th>
                <th>With</th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Link to={`/workbench/${row.id}`}>{row.number}</Link>
                  </td>
                  <td>{row.queue}</td>
                  <td>{toWords(row.reason)}</td>
                  <td>
                    <Outcome name={row.verdict.outcome} /> {row.simulated && <Simulated />}
                  </td>
                  <td>
                    <Risk value={row.verdict.risk} />
                  </td>
                  <td>
                    <PolicyAt policy={row.verdict.policy} commit={row.verdict.policyCommit} />
                  </td>
                  <td>
                    <Time at={row.openedAt} />
                  </td>
                  <td>{row.dueAt ? <Time at={row.dueAt} /> : <span className="dim">none</span>}</td>
                  <td>{row.leaseHolder?.name ?? <span className="dim">nobody</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="foot">
        <span className="spacer" />
        <Pager pageInfo={list.pageInfo} />
      </div>
    </section>
  )
}
