import { Link } from 'react-router'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Risk } from '../parts/Risk.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Empty } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { shortModel } from '../words/words.js'
import type { WholeVerdict } from './source.js'

type Neighbour = WholeVerdict['contentItem']['verdicts'][number]

/** The other verdicts on the same content, newest first. */
export const neighboursOf = ({ id, contentItem }: WholeVerdict): Neighbour[] =>
  contentItem.verdicts
    .filter((other) => other.id !== id)
    .sort((a, b) => b.decidedAt.localeCompare(a.decidedAt))

const columns: readonly Column<Neighbour>[] = [
  {
    head: 'Verdict',
    cell: (one) => (
      <Link className="mono" to={`/verdicts/${one.id}?tab=neighbours`}>
        {one.id.slice(-12)}
      </Link>
    ),
  },
  { head: 'Decided', cell: (one) => <Time at={one.decidedAt} /> },
  { head: 'Policy', cell: (one) => <PolicyAt policy={one.policy} commit={one.policyCommit} /> },
  {
    head: 'Outcome',
    cell: (one) => (
      <>
        <Outcome name={one.outcome} /> {one.simulated && <Simulated />}
      </>
    ),
  },
  { head: 'Rules', className: 'rule', cell: (one) => one.rules.join(' ') },
  { head: 'Risk', cell: (one) => <Risk value={one.risk} /> },
  { head: 'Model', cell: (one) => shortModel(one.model) },
]

/** The same content under other policies and versions. */
export function Neighbours({ verdict }: { verdict: WholeVerdict }) {
  const others = neighboursOf(verdict)
  if (others.length === 0) {
    return (
      <Empty title="Judged once">
        <p>The same content under another policy or another version would stand here.</p>
      </Empty>
    )
  }
  return (
    <div className="scroll fill">
      <RowTable label="Neighbours" rows={others} columns={columns} idOf={({ id }) => id} />
    </div>
  )
}
