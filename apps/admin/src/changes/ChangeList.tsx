import { Link, useLocation, useSearchParams } from 'react-router'
import { pageArguments, placeFrom } from '../api/page-place.js'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Pager } from '../parts/Pager.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { Branches } from './Branches.js'
import { ChangeTable } from './ChangeTable.js'
import { CloneBox } from './CloneBox.js'
import { CHANGES } from './documents.js'
import { OpenChange } from './OpenChange.js'
import './changes.css'

const size = 20
const states = { open: 'Open', merged: 'Merged', closed: 'Closed', all: 'All' } as const
type State = keyof typeof states
const filterOf = { open: 'OPEN', merged: 'MERGED', closed: 'CLOSED', all: null } as const

const nothing: Record<State, string> = {
  open: 'No change is open',
  merged: 'No change was merged yet',
  closed: 'No change was closed',
  all: 'No change yet',
}

/** Changes to policies, newest first, with the branches they come from. */
export function ChangeList() {
  const may = usePermit()
  const [search, setSearch] = useSearchParams()
  const wished = search.get('state') ?? 'open'
  const state: State = wished in states ? (wished as State) : 'open'
  const branch = search.get('branch')
  const opener = search.get('openedBy')
  const opening = search.get('from')
  const begun = useLocation().state as { readonly title?: string } | null
  const { data, error, refetch } = useGraph(
    CHANGES,
    {
      ...pageArguments(placeFrom(search), size),
      filter: { state: filterOf[state], branch, openedBy: opener },
    },
    { keep: true, refetchEveryMs: 30_000 },
  )
  const put = (key: string, value: string | null) => {
    const next = new URLSearchParams(search)
    if (value === null) next.delete(key)
    else next.set(key, value)
    if (key === 'state') for (const place of ['after', 'before']) next.delete(place)
    setSearch(next, { replace: true })
  }
  const maySubmit = may('policy:submit')
  const rows = data?.changes.edges.map(({ node }) => node)
  return (
    <>
      <PageTop title="Changes" above={[{ title: 'Policies', to: '/policies' }]} />
      <div className="page padded">
        <section className="panel" aria-label="Changes">
          <div className="head">
            <h2>Changes</h2>
            <span className="seg low" role="group" aria-label="State">
              {Object.entries(states).map(([key, words]) => (
                <button
                  key={key}
                  type="button"
                  aria-pressed={key === state}
                  onClick={() => put('state', key)}
                >
                  {words}
                </button>
              ))}
            </span>
            {branch && (
              <button className="btn quiet" onClick={() => put('branch', null)}>
                from <span className="mono">{branch}</span>, show all
              </button>
            )}
            <span className="spacer" />
            <Link className="btn" to="/branches">
              Branch rules
            </Link>
            {maySubmit && (
              <Button kind="primary" onClick={() => put('from', '')}>
                Open a change
              </Button>
            )}
          </div>
          {error && !rows && <Failed error={error} again={() => void refetch()} />}
          {!rows && !error && <Bones label="reading changes" />}
          {rows?.length === 0 && branch && (
            <Empty title={`${nothing[state]} from ${branch}`}>
              <p>What is committed to a branch is a draft until a change from it is merged.</p>
              {maySubmit && (
                <Button kind="primary" onClick={() => put('from', branch)}>
                  Open a change from it
                </Button>
              )}
            </Empty>
          )}
          {rows?.length === 0 && !branch && (
            <Empty title={nothing[state]}>
              <p>
                A change asks for a branch to be merged: its lines and rules are looked at, its
                checks run, and somebody who wrote none of it approves.{' '}
                <Link to="/policies">Edit a policy</Link> and commit to a branch, or push one with
                git.
              </p>
            </Empty>
          )}
          {rows && rows.length > 0 && (
            <>
              <ChangeTable rows={rows} />
              <div className="foot">
                <span className="spacer" />
                <Pager pageInfo={data?.changes.pageInfo} />
              </div>
            </>
          )}
        </section>
        <div className="beside">
          <Branches
            onOpen={maySubmit ? (name) => put('from', name) : null}
            mayCreate={may('policy:draft')}
          />
          <CloneBox />
        </div>
      </div>
      {opening !== null && maySubmit && (
        <OpenChange
          key={opening}
          branch={opening}
          title={begun?.title}
          onClose={() => put('from', null)}
        />
      )}
    </>
  )
}
