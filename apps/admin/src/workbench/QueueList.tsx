import { useQueryClient } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { useLive } from '../api/live.js'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { CaseTable } from './CaseTable.js'
import { CASE_CHANGED, QUEUES, type Queue } from './documents.js'
import { useClaimNext } from './useClaimNext.js'
import './workbench.css'

function QueueRow({
  queue,
  onTake,
  busy,
}: {
  queue: Queue
  onTake: (() => void) | null
  busy: boolean
}) {
  return (
    <tr>
      <td>
        <Link to={`/queues?queue=${encodeURIComponent(queue.name)}`}>{queue.name}</Link>
      </td>
      <td className="num">{queue.waiting}</td>
      <td className="num">{queue.leased}</td>
      <td className="num">{queue.escalated}</td>
      <td className="num">{queue.dueSoon}</td>
      <td className="num">
        {queue.overdue > 0 ? (
          <b className="late">
            <Icon name="alert" /> {queue.overdue}
          </b>
        ) : (
          0
        )}
      </td>
      <td>{queue.oldestAt ? <Time at={queue.oldestAt} /> : <span className="dim">empty</span>}</td>
      <td className="num">
        {onTake && (
          <Button
            disabled={busy || queue.waiting === 0}
            onClick={onTake}
            aria-label={`Take the next of ${queue.name}`}
          >
            Take the next
          </Button>
        )}
      </td>
    </tr>
  )
}

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
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones label="reading queues" />}
        {data && (
          <section className="panel" aria-label="Queues">
            <div className="head">
              <h2>Queues</h2>
              <span className="spacer" />
              {mayClaim && (
                <Button kind="primary" disabled={busy} onClick={() => next(null)}>
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
              <div className="tablewrap">
                <table>
                  <thead>
                    <tr>
                      <th>Queue</th>
                      <th className="num">Waiting</th>
                      <th className="num">Taken</th>
                      <th className="num">Escalated</th>
                      <th className="num">Due soon</th>
                      <th className="num">Overdue</th>
                      <th>Oldest</th>
                      <th className="num">
                        <span className="hide">Take</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.queues.map((queue) => (
                      <QueueRow
                        key={queue.name}
                        queue={queue}
                        busy={busy}
                        onTake={mayClaim ? () => next(queue.name) : null}
                      />
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </section>
        )}
        <CaseTable queue={search.get('queue')} />
      </div>
    </>
  )
}
