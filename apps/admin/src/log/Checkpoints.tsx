import { Copy } from '../parts/Copy.js'
import { download } from '../parts/download.js'
import { Icon } from '../parts/Icon.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import type { Checkpoint } from './documents.js'
import { figure } from './log-words.js'

const columns: readonly Column<Checkpoint>[] = [
  { head: 'Entries', num: true, cell: ({ size }) => figure(size) },
  { head: 'Signed', cell: ({ signedAt }) => <Time at={signedAt} as="instant" /> },
  {
    head: 'Root',
    cell: ({ root }) => (
      <>
        <span className="mono" title={root}>
          {root.slice(0, 16)}
        </span>{' '}
        <Copy text={root} what="the root" />
      </>
    ),
  },
  {
    head: 'Witnesses',
    cell: ({ cosignatures }) =>
      cosignatures.length === 0 ? (
        <span className="dim">none</span>
      ) : (
        cosignatures.map(({ witness, cosignedAt }) => (
          <div key={witness}>
            {witness} <Time at={cosignedAt} />
          </div>
        ))
      ),
  },
  {
    head: 'File',
    cell: ({ size, note }) => (
      <button
        type="button"
        className="link withicon"
        onClick={() => download(`checkpoint-${size}.txt`, note, 'text/plain')}
      >
        <Icon name="down" /> Keep
      </button>
    ),
  },
]

/** The newest tree heads as they were signed; whoever keeps one can hold the log to it later. */
export function Checkpoints({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  return (
    <section className="panel" aria-label="Checkpoints">
      <div className="head">
        <h2>Checkpoints</h2>
        <span>the newest, signed by the log and by who saw it</span>
      </div>
      {checkpoints.length === 0 ? (
        <p className="in dim">none signed yet</p>
      ) : (
        <RowTable
          label="Checkpoints"
          rows={checkpoints}
          columns={columns}
          idOf={({ size }) => String(size)}
        />
      )}
    </section>
  )
}
