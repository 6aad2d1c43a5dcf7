import { download } from '../parts/download.js'
import { Icon } from '../parts/Icon.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import type { Digest } from './documents.js'

const columns: readonly Column<Digest>[] = [
  { head: 'Day', cell: ({ day }) => <span className="mono">{day}</span> },
  { head: 'Made', cell: ({ madeAt }) => <Time at={madeAt} as="instant" /> },
  {
    head: 'File',
    cell: ({ day, note }) => (
      <button
        type="button"
        className="link withicon"
        onClick={() => download(`${day}.txt`, note, 'text/plain')}
      >
        <Icon name="down" /> Keep
      </button>
    ),
  },
]

/** One signed page a day: the checkpoint, whether all was accounted for, what was published. */
export function Digests({ digests }: { digests: readonly Digest[] }) {
  return (
    <section className="panel" aria-label="Daily digests">
      <div className="head">
        <h2>Daily digests</h2>
        <span>one signed page a day, made after its end</span>
      </div>
      {digests.length === 0 ? (
        <p className="in dim">the first follows when this day has ended</p>
      ) : (
        <RowTable label="Daily digests" rows={digests} columns={columns} idOf={({ day }) => day} />
      )}
    </section>
  )
}
