import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { PolicyAt } from '../parts/Commit.js'
import { Outcome, Simulated } from '../parts/Outcome.js'
import { Risk } from '../parts/Risk.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { shortModel } from '../words/words.js'
import { NEIGHBOURS, neighboursIn, type Neighbour } from './neighbours.js'

/** Verdicts to read beside one; null until they are here. */
export function useNeighbours(id: string) {
  const { data, error, refetch } = useGraph(NEIGHBOURS, { id })
  const found = data?.verdict?.neighbours
  return { neighbours: found ? neighboursIn(found) : null, error, refetch }
}

const likeness = (similarity: number | null) =>
  similarity === null ? 'the same' : `about ${Math.round(similarity * 100)} %`

const columnsBeside = (id: string): readonly Column<Neighbour>[] => [
  {
    head: 'Verdict',
    cell: ({ verdict }) => (
      <Link className="mono" to={`/verdicts/${verdict.id}?tab=neighbours`}>
        {verdict.id.slice(-12)}
      </Link>
    ),
  },
  { head: 'Words', cell: ({ similarity }) => likeness(similarity) },
  { head: 'Decided', cell: ({ verdict }) => <Time at={verdict.decidedAt} /> },
  {
    head: 'Policy',
    cell: ({ verdict }) => <PolicyAt policy={verdict.policy} commit={verdict.policyCommit} />,
  },
  {
    head: 'Outcome',
    cell: ({ verdict }) => (
      <>
        <Outcome name={verdict.outcome} /> {verdict.simulated && <Simulated />}
      </>
    ),
  },
  { head: 'Rules', className: 'rule', cell: ({ verdict }) => verdict.rules.join(' ') },
  { head: 'Risk', cell: ({ verdict }) => <Risk value={verdict.risk} /> },
  { head: 'Model', cell: ({ verdict }) => shortModel(verdict.model) },
  {
    head: 'Compare',
    quiet: true,
    cell: ({ verdict }) => <Link to={`/verdicts/compare?a=${id}&b=${verdict.id}`}>Compare</Link>,
  },
]

/** The same words under other policies and versions, and words that are nearly the same. */
export function Neighbours({ id }: { id: string }) {
  const { neighbours, error, refetch } = useNeighbours(id)
  if (error && !neighbours) return <Missing error={error} again={() => void refetch()} />
  if (!neighbours) return <Bones lines={5} label="looking for neighbours" />
  if (neighbours.length === 0) {
    return (
      <Empty title="Nothing like it">
        <p>
          The same words under another policy or version would stand here, and words that are nearly
          the same.
        </p>
      </Empty>
    )
  }
  return (
    <div className="scroll fill">
      <RowTable
        label="Neighbours"
        rows={neighbours}
        columns={columnsBeside(id)}
        idOf={({ verdict }) => verdict.id}
      />
    </div>
  )
}
