import { useState } from 'react'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Missing } from '../parts/states.js'
import { BRANCH_OWNERS, type Owners } from './documents.js'
import { EditOwners } from './EditOwners.js'

const columns: readonly Column<Owners['lines'][number]>[] = [
  { head: 'Paths', className: 'mono', cell: ({ pattern }) => pattern },
  {
    head: 'Owners',
    cell: ({ owners }) => owners.join(', ') || <span className="dim">nobody</span>,
  },
]

/** Who answers for which paths; one of them approves what touches these. */
export function OwnersPanel() {
  const mayDraft = usePermit()('policy:draft')
  const { data, error, refetch } = useGraph(BRANCH_OWNERS, { branch: 'main' })
  const [editing, setEditing] = useState(false)
  const owners = data?.branchOwners
  return (
    <section className="panel" aria-label="Owners">
      <div className="head">
        <h2>Owners</h2>
        <span className="wide">
          as <span className="mono">OWNERS</span> of main says
        </span>
        <span className="spacer" />
        {mayDraft && owners && <Button onClick={() => setEditing(true)}>Edit</Button>}
      </div>
      {error && !data && <Missing error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={3} label="reading owners" />}
      {data && (owners?.lines.length ?? 0) === 0 && (
        <Empty title="No path has owners">
          <p>
            A line names paths and who answers for them, by address or role; then one of these has
            to approve a change that touches them.
          </p>
        </Empty>
      )}
      {owners && owners.lines.length > 0 && (
        <RowTable
          label="Owners"
          rows={owners.lines}
          columns={columns}
          idOf={({ pattern }) => pattern}
          wraps
        />
      )}
      {editing && owners && <EditOwners text={owners.text} onClose={() => setEditing(false)} />}
    </section>
  )
}
