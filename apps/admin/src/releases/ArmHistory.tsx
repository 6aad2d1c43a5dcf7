import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import type { ArmRow } from './documents.js'
import { armWords } from './release-words.js'
import { VersionLink } from './VersionLink.js'

const columnsFor = (policy: string): readonly Column<ArmRow>[] => [
  {
    head: 'Arm',
    cell: ({ arm, share, version }) =>
      version ? armWords(arm, share) : `${arm.toLowerCase()} ended`,
  },
  {
    head: 'Version',
    cell: ({ version }) => version && <VersionLink policy={policy} version={version} />,
  },
  { head: 'Set by', cell: ({ setBy }) => setBy.name },
  { head: 'When', cell: ({ setAt }) => <Time at={setAt} /> },
  { head: 'Note', className: 'roomy', cell: ({ note }) => note },
]

/** Every arm there was, newest first; nothing where there never was one. */
export function ArmHistory({ policy, rows }: { policy: string; rows: readonly ArmRow[] }) {
  if (rows.length === 0) return null
  return (
    <section className="panel" aria-label="Shadow and canary so far">
      <div className="head">
        <h2>Shadow and canary so far</h2>
        <span className="wide">a publication ends both</span>
      </div>
      <RowTable
        label="Shadow and canary so far"
        rows={rows}
        columns={columnsFor(policy)}
        idOf={({ id }) => id}
        wraps
      />
    </section>
  )
}
