import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { approvalsAsked, commitsAsked, rulesShown } from './asks.js'
import { ChecksAsked } from './ChecksAsked.js'
import { BRANCH_RULES, type Branch } from './documents.js'
import { OwnersPanel } from './OwnersPanel.js'
import { Rules } from './Rules.js'
import './branches.css'

const columns: readonly Column<Branch>[] = [
  {
    head: 'Branch',
    className: 'mono',
    cell: ({ name }) => (
      <Link to={`/changes?state=all&branch=${encodeURIComponent(name)}`}>{name}</Link>
    ),
  },
  { head: 'Approvals', cell: ({ asks }) => approvalsAsked(asks.requiredApprovals) },
  {
    head: 'Checks',
    className: 'mono',
    cell: ({ asks }) => <ChecksAsked {...asks} />,
  },
  { head: 'Commits', cell: ({ asks }) => commitsAsked(asks.directCommits) },
  {
    head: 'By',
    cell: ({ asks: { pattern } }) =>
      pattern === null ? (
        <span className="dim">as is usual</span>
      ) : (
        <>
          the rule of <span className="mono">{pattern}</span>
        </>
      ),
  },
]

/** What branches ask of whoever moves them, and who answers for which paths. */
export function BranchesPage() {
  const may = usePermit()
  const { data, error, refetch } = useGraph(BRANCH_RULES, {})
  const above = [
    { title: 'Policies', to: '/policies' },
    { title: 'Changes', to: '/changes' },
  ]
  return (
    <>
      <PageTop title="Branch rules" above={above} />
      <div className="page padded">
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones label="reading branch rules" />}
        {data && (
          <>
            <Rules
              rules={rulesShown(data.branchRules, data.branches)}
              maySet={may('policy:approve')}
            />
            <div className="ruled">
              <section className="panel" aria-label="By branch">
                <div className="head">
                  <h2>By branch</h2>
                  <span className="wide">what each asks of a change into it</span>
                </div>
                <RowTable
                  label="By branch"
                  rows={data.branches}
                  columns={columns}
                  idOf={({ name }) => name}
                />
              </section>
              <OwnersPanel />
            </div>
          </>
        )}
      </div>
    </>
  )
}
