import { useQueryClient } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { useLive } from '../api/live.js'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { CaseTable } from './CaseTable.js'
import { CASE_CHANGED, QUEUES, type Queue } from './documents.js'
import { UndoBar } from './UndoBar.js'
import { useClaimNext } from './useClaimNext.js'
import './workbench.css'

const columns = (take: ((queue: Queue) => void) | null, busy: boolean): Column<Queue>[] => [
  {
    head: 'Queue',
    cell: ({ name }) => <Link to={`/queues?queue=${encodeURIComponent(name)}`}>{name}</Link>,
  },
  { head: 'Waiting', num: true, cell: (queue) => queue.waiting },
  { head: 'Taken', num: true, cell: (queue) => queue.leased },
  { head: 'Escalated', num: true, cell: (queue) => queue.escalated },
  { head: 'Due soon', num: true, cell: (queue) => queue.dueSoon },
  {
    head: 'Overdue',
    num: true,
    cell: ({ overdue }) =>
      overdue > 0 ? (
        <b className="late">
          <Icon name="alert" /> {overdue}
        </b>
      ) : (
        0
      ),
  },
  {
    head: 'Oldest',
    cell: ({ oldestAt }) =>
      oldestAt ? <Time at={oldestAt} /> : <span className="dim">none waits</span>,
  },
  ...(take
    ? [
        {
          head: 'Take',
          quiet: true,
          num: true,
          cell: (queue: Queue) => (
            <Button
              disabled={busy || queue.waiting === 0}
              onClick={() => take(queue)}
              aria-label={`Take the next of ${queue.name}`}
            >
              Take the next
            </Button>
          ),
        },
      ]
    : []),
]

/** Queues with what waits in them, and the cases of the one chosen. */
export function QueueList() {
  const may = usePermit()
  const client = useQueryClient()
  const [search] = useSearchParams()
  const { data, error, refetch } = useGraph(QUEUES, {}, { refetchEveryMs: 60_000 })
  const { next, busy } = useClaimNext()
  useLive(CASE_CHANGED, {}, () => {
    void client.invalidateQueries({ queryKey: ['Queues'] })
    void client.invalidateQueries({ queryKey: ['Cases'] })
  })
  const mayClaim = may('review:claim')
  return (
    <>
      <PageTop title="Workbench" />
      <div className="page padded">
        <UndoBar />
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones label="reading queues" />}
        {data && (
          <section className="panel" aria-label="Queues">
            <div className="head">
              <h2>Queues</h2>
              <span className="spacer" />
              {mayClaim && (
                <Button kind="primary" disabled={busy} onClick={() => void next(null)}>
                  Take the next of any
                </Button>
              )}
            </div>
            {data.queues.length === 0 ? (
              <Empty title="No queues yet">
                <p>
                  A queue appears with the first case of its policy: a flagged or undetermined
                  verdict.
                </p>
              </Empty>
            ) : (
              <RowTable
                label="Queues"
                rows={data.queues}
                columns={columns(mayClaim ? ({ name }) => void next(name) : null, busy)}
                idOf={({ name }) => name}
              />
            )}
          </section>
        )}
        <CaseTable queue={search.get('queue')} />
      </div>
    </>
  )
}
