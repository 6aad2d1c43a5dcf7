import { useState } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { useNow } from '../parts/useNow.js'
import { counted } from '../words/words.js'
import { ApproveRollback } from './ApproveRollback.js'
import { APPROVALS_DUE, type Due } from './documents.js'
import { dueWords } from './release-words.js'
import { VersionLink } from './VersionLink.js'
import './releases.css'

/** Emergency rollbacks that wait for their approval, with the clock; nothing while there is none. */
export function DueRollbacks({ policy }: { policy?: string }) {
  const mayApprove = usePermit()('policy:approve')
  const { data, error, refetch } = useGraph(APPROVALS_DUE, {}, { refetchEveryMs: 60_000 })
  const now = useNow(20_000)
  const [approving, setApproving] = useState<Due | null>(null)
  const due = data?.approvalsDue.filter((one) => policy === undefined || one.policy === policy)
  if (!data)
    return error ? (
      <section className="panel" aria-label="Rollbacks to approve">
        <Missing error={error} again={() => void refetch()} />
      </section>
    ) : null
  if (!due || due.length === 0) return null
  return (
    <section className="panel duerollbacks" aria-label="Rollbacks to approve">
      <div className="head">
        <h2>{counted(due.length, 'emergency rollback')} to approve</h2>
        <span className="wide">by another person than who rolled back, within 24 h</span>
      </div>
      <ul>
        {due.map((one) => (
          <li key={one.publication.id}>
            <span className={one.overdue ? 'late' : 'withicon'}>
              <Icon name={one.overdue ? 'alert' : 'clock'} />
              {dueWords(one.dueAt, now)}
            </span>
            <span className="told">
              <Link to={`/policies/${encodeURIComponent(one.policy)}?tab=releases`}>
                {one.policy}
              </Link>{' '}
              {one.publication.version && (
                <>
                  back to <VersionLink policy={one.policy} version={one.publication.version} />
                </>
              )}{' '}
              by {one.publication.publishedBy}, <Time at={one.publication.publishedAt} />
              {one.publication.note && `: ${one.publication.note}`}
            </span>
            {mayApprove && !one.mine ? (
              <Button
                kind="primary"
                aria-label={`Approve the rollback of ${one.policy}`}
                onClick={() => setApproving(one)}
              >
                Approve
              </Button>
            ) : (
              <span className="dim">
                {one.mine ? 'yours: another person approves it' : 'a policy approver approves it'}
              </span>
            )}
          </li>
        ))}
      </ul>
      {approving && <ApproveRollback due={approving} onClose={() => setApproving(null)} />}
    </section>
  )
}
