import { Link } from 'react-router'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Pager } from '../parts/Pager.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { VisibleText } from '../reading/VisibleText.js'
import type { WholeDataset } from './documents.js'

type Item = WholeDataset['rows']['edges'][number]['node']

function Content({ verdict }: Item) {
  const { erased, category, preview } = verdict.contentItem
  if (erased) return 'erased'
  if (category) return <span className="chip">{category}</span>
  return <VisibleText text={preview ?? 'not for your roles'} />
}

const historyOf = ({ verdict }: Item) => `/verdicts/${verdict.id}?tab=history`

const columns: readonly Column<Item>[] = [
  { head: 'No.', num: true, cell: (item) => item.position },
  {
    head: 'Content',
    className: 'cut preview',
    cell: (item) => (
      <Link to={historyOf(item)}>
        <Content {...item} />
      </Link>
    ),
  },
  { head: 'Label', cell: (item) => <span className="mono">{item.label}</span> },
  {
    head: 'Outcome',
    cell: (item) => (
      <>
        <Outcome name={item.outcome} /> {item.simulated && <Simulated />}
      </>
    ),
  },
  { head: 'Rules', className: 'rule', cell: (item) => item.rules.join(' ') },
  { head: 'Made by', cell: (item) => item.kind },
  { head: 'Split', cell: (item) => item.split },
  { head: 'Policy', cell: (item) => <PolicyAt policy={item.policy} commit={item.policyCommit} /> },
  {
    head: 'Decision',
    cell: ({ decisionId }) => (
      <span className="mono dim" title={decisionId}>
        {decisionId.slice(-12)}
      </span>
    ),
  },
]

/** Every item with the verdict, the decision and the version it came from. */
export function Items({ dataset }: { dataset: WholeDataset }) {
  return (
    <section className="panel" aria-label="Items and their lineage">
      <div className="head">
        <h2>Items</h2>
        <span className="cut">
          each with the verdict, the decision and the version it came from
        </span>
      </div>
      <RowTable
        label="Items"
        rows={dataset.rows.edges.map((edge) => edge.node)}
        columns={columns}
        idOf={({ position }) => String(position)}
        opens={historyOf}
      />
      <div className="row foot">
        <span className="spacer" />
        <Pager pageInfo={dataset.rows.pageInfo} />
      </div>
    </section>
  )
}
