import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { request } from '../api/request.js'
import { useGraph } from '../api/useGraph.js'
import { FindingMark } from '../parts/FindingMark.js'
import { useNow } from '../parts/useNow.js'
import { clock, duration } from '../words/time.js'
import { CASE, NEXT_CASES, QUEUES, type Case } from './documents.js'
import type { HeldLease } from './useLease.js'

const quietAboveMs = 30_000

/** The cases likely to come next, read ahead so that the next one is already loaded. */
function useNext(subject: Case) {
  const client = useQueryClient()
  const { data } = useGraph(NEXT_CASES, { queue: subject.queue })
  const next = (data?.cases.edges ?? [])
    .map((edge) => edge.node)
    .filter(({ id }) => id !== subject.id)
  const first = next[0]?.id
  useEffect(() => {
    if (!first) return
    void client.prefetchQuery({
      queryKey: ['Case', { id: first }],
      queryFn: () => request(CASE, { id: first }),
    })
  }, [client, first])
  return next.slice(0, 3)
}

function Lease({ held }: { held: HeldLease }) {
  if (!held.lease) return null
  const late = held.leftMs < quietAboveMs
  return (
    <section>
      <span className="label">Yours until decided, for</span>
      <div className={late ? 'big strong' : 'big'} role="timer">
        {clock(held.leftMs)}
      </div>
      <div className="lease" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (held.leftMs / 600_000) * 100)}%` }} />
      </div>
      <div className="dim small">
        {late ? 'ends soon; do something to keep it' : 'renewed while you work'}
      </div>
    </section>
  )
}

/** Left edge: which queue, how far, how long, what comes next. */
export function QueueEdge({ subject, held }: { subject: Case; held: HeldLease }) {
  const { data } = useGraph(QUEUES, {})
  const queue = data?.queues.find(({ name }) => name === subject.queue)
  const now = useNow(1000)
  const [openedAt] = useState(() => Date.now())
  const next = useNext(subject)
  return (
    <aside className="q" aria-label="Queue">
      <section>
        <span className="label">Queue</span>
        <div className="strong">
          <Link to="/queues">{subject.queue}</Link>
        </div>
        {queue && (
          <div className="sub small">
            {queue.waiting} waiting
            {queue.oldestAt && `, oldest ${duration(now.getTime() - Date.parse(queue.oldestAt))}`}
          </div>
        )}
      </section>
      {held.lease && (
        <section>
          <span className="label">Time on this case</span>
          <div className="big">{clock(now.getTime() - openedAt)}</div>
        </section>
      )}
      <Lease held={held} />
      {next.length > 0 && (
        <section>
          <span className="label">Next, already loaded</span>
          <ol>
            {next.map(({ id, number, openedAt: since, verdict }) => (
              <li key={id}>
                <span>{number}</span>
                <span className="dim">{duration(now.getTime() - Date.parse(since))}</span>
                {verdict.findings.length > 0 && (
                  <FindingMark
                    number={verdict.findings.length}
                    severity={verdict.findings.some((f) => f.severity === 'HARD') ? 'HARD' : 'SOFT'}
                  />
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </aside>
  )
}
