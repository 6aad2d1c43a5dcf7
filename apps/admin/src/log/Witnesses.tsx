import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import type { Witness } from './documents.js'
import { figure } from './log-words.js'

const columns: readonly Column<Witness>[] = [
  { head: 'Witness', cell: ({ name }) => name },
  { head: 'Address', cell: ({ url }) => <span className="mono">{url}</span> },
  { head: 'Has seen', num: true, cell: ({ size }) => `${figure(size)} entries` },
  { head: 'Heard', cell: ({ seenAt }) => <Time at={seenAt} /> },
  {
    head: 'State',
    cell: ({ failure, conflict }) =>
      failure === null ? (
        'signs'
      ) : (
        <span className={conflict ? 'strong' : undefined}>{failure}</span>
      ),
  },
]

/** Others who sign what they have seen of the log, so that it cannot be shown differently to each. */
export function Witnesses({ witnesses }: { witnesses: readonly Witness[] }) {
  return (
    <section className="panel" aria-label="Witnesses">
      <div className="head">
        <h2>Witnesses</h2>
      </div>
      {witnesses.length === 0 ? (
        <p className="in dim">
          none configured: ASSIZE_LOG_WITNESSES names them. The daily digest, kept elsewhere, is the
          cheapest one.
        </p>
      ) : (
        <RowTable
          label="Witnesses"
          rows={witnesses}
          columns={columns}
          idOf={({ name }) => name}
          wraps
        />
      )}
    </section>
  )
}
