import { useState } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Missing } from '../parts/states.js'
import { numberOf } from './change-words.js'
import { pageOf } from './ChangeTable.js'
import { CreateBranch } from './CreateBranch.js'
import { BRANCHES, OPEN_CHANGES } from './documents.js'
import type { ResultOf } from '../api/graphql.js'

type Branch = ResultOf<typeof BRANCHES>['branches'][number]
type Open = ResultOf<typeof OPEN_CHANGES>['changes']['edges'][number]['node']

const columnsFor = (
  open: ReadonlyMap<string, Open>,
  onOpen: ((branch: string) => void) | null,
): readonly Column<Branch>[] => [
  { head: 'Branch', className: 'mono', cell: ({ name }) => name },
  {
    head: 'Head',
    cell: ({ head }) => (
      <>
        <span className="mono">{head.slice(0, 7)}</span> <Copy text={head} what="the commit" />
      </>
    ),
  },
  {
    head: 'Change',
    cell: ({ name }) => {
      const change = open.get(name)
      if (name === 'main') return <span className="dim">versions come from it</span>
      if (change) return <Link to={pageOf(change)}>{numberOf(change)}</Link>
      return onOpen ? (
        <Button onClick={() => onOpen(name)} aria-label={`Open a change from ${name}`}>
          Open a change
        </Button>
      ) : (
        <span className="dim">none open</span>
      )
    },
  },
]

interface Props {
  /** Null for those who may not open changes. */
  readonly onOpen: ((branch: string) => void) | null
  readonly mayCreate: boolean
}

/** Lines of work beside the versions, and the change that each asks for. */
export function Branches({ onOpen, mayCreate }: Props) {
  const { data, error, refetch } = useGraph(BRANCHES, {})
  const changes = useGraph(OPEN_CHANGES, {})
  const [creating, setCreating] = useState(false)
  const open = new Map(changes.data?.changes.edges.map(({ node }) => [node.branch, node]) ?? [])
  return (
    <section className="panel" aria-label="Branches">
      <div className="head">
        <h2>Branches</h2>
        <span className="spacer" />
        {mayCreate && <Button onClick={() => setCreating(true)}>New branch</Button>}
      </div>
      {error && !data && <Missing error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={3} label="reading branches" />}
      {data?.branches.length === 0 && (
        <Empty title="No branch yet">
          <p>The first version of a policy makes one.</p>
        </Empty>
      )}
      {data && data.branches.length > 0 && (
        <RowTable
          label="Branches"
          rows={data.branches}
          columns={columnsFor(open, onOpen)}
          idOf={({ name }) => name}
        />
      )}
      {creating && <CreateBranch onClose={() => setCreating(false)} />}
    </section>
  )
}
