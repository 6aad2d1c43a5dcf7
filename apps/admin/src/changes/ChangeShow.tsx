import { Link, useParams } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Copy } from '../parts/Copy.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { Acts } from './Acts.js'
import { Approvals } from './Approvals.js'
import { standingWords } from './change-words.js'
import { ChangeDiff } from './ChangeDiff.js'
import { Checks } from './Checks.js'
import { CHANGE, type WholeChange } from './documents.js'
import { Conversation } from './Conversation.js'
import { Standing } from './Standing.js'
import '../policies/policies.css'
import './changes.css'

const Commit = ({ oid }: { oid: string }) => (
  <>
    <span className="mono">{oid.slice(0, 7)}</span> <Copy text={oid} what="the commit" />
  </>
)

function Bar({ change }: { change: WholeChange }) {
  const { title, state, branch, target, openedBy, openedAt, reverts, detail } = change
  const mayDraft = usePermit()('policy:draft')
  const [policy] = detail.policies
  return (
    <header className="pbar" aria-label="The change">
      <span className="told phone">{title}</span>
      <span className={`chip ${state === 'OPEN' ? '' : 'dim'}`}>
        {standingWords(state, detail.merge)}
      </span>
      <span>
        <span className="mono">{branch}</span> <Commit oid={detail.head} /> into{' '}
        <span className="mono">{target}</span>
        {detail.mergeCommit && (
          <>
            , merged as <Commit oid={detail.mergeCommit} />
          </>
        )}
      </span>
      <span>
        by {openedBy.name}, opened <Time at={openedAt} />
      </span>
      {reverts && (
        <span>
          takes back <Link to={`/changes/${reverts.id}`}>#{reverts.number}</Link>
        </span>
      )}
      <span className="spacer" />
      {state === 'OPEN' && mayDraft && policy && (
        <Link
          className="btn"
          to={`/policies/${encodeURIComponent(policy.policy)}/edit?branch=${encodeURIComponent(branch)}`}
        >
          Edit on the branch
        </Link>
      )}
      <Acts change={change} />
    </header>
  )
}

/** One change: what it does, what stands between it and its target, and what was said. */
export function ChangeShow() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useGraph(
    CHANGE,
    { id },
    { refetchEveryMs: (last) => (last?.change?.state === 'OPEN' ? 20_000 : false) },
  )
  const change = data?.change
  const above = [
    { title: 'Policies', to: '/policies' },
    { title: 'Changes', to: '/changes' },
  ]
  const title = change ? `Change ${change.number}: ${change.title}` : 'Change'
  return (
    <>
      <PageTop title={title} above={above} />
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={16} label="reading the change" />}
      {data && !change && (
        <Empty title="There is no such change">
          <Link to="/changes">All changes</Link>
        </Empty>
      )}
      {change && (
        <div className="chshow">
          <Bar change={change} />
          <div className="chmain">
            <div className="chleft">
              <Standing change={change} />
              <ChangeDiff change={change} />
            </div>
            <aside aria-label="Beside the change" tabIndex={0}>
              <Checks checks={change.detail.checks} />
              <Approvals detail={change.detail} open={change.state === 'OPEN'} />
              <Conversation change={change} />
            </aside>
          </div>
        </div>
      )}
    </>
  )
}
