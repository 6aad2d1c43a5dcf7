import { Copy } from '../parts/Copy.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Time } from '../parts/Time.js'
import type { LogKey } from './documents.js'

const columns: readonly Column<LogKey>[] = [
  {
    head: 'Verifier key',
    cell: ({ vkey }) => (
      <>
        <span className="mono">{vkey}</span> <Copy text={vkey} what="the verifier key" />
      </>
    ),
  },
  { head: 'In use since', cell: ({ introducedAt }) => <Time at={introducedAt} as="instant" /> },
  {
    head: 'Retired',
    cell: ({ retiredAt }) =>
      retiredAt === null ? (
        <span className="dim">in use</span>
      ) : (
        <Time at={retiredAt} as="instant" />
      ),
  },
]

/** What others need to verify the log; to be handed to them by another way than this page. */
export function Keys({ keys }: { keys: readonly LogKey[] }) {
  return (
    <section className="panel" aria-label="Keys">
      <div className="head">
        <h2>Keys</h2>
        <span>changed by the operator: assize log rotate-key</span>
      </div>
      {keys.length === 0 ? (
        <p className="in dim">none yet</p>
      ) : (
        <RowTable label="Keys" rows={keys} columns={columns} idOf={({ vkey }) => vkey} wraps />
      )}
    </section>
  )
}
