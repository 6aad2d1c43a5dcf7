import { useEffect, useRef } from 'react'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Outcome } from '../parts/Outcome.js'
import { Refused } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import type { Case } from './documents.js'
import { UndoBar } from './UndoBar.js'
import { useClaimNext } from './useClaimNext.js'
import type { HeldLease } from './useLease.js'

function Standing({ subject, held }: { subject: Case; held: HeldLease }) {
  const decision = subject.decisions.findLast((one) => !one.reversed)
  if (decision) {
    return (
      <span>
        Decided <Outcome name={decision.outcome} /> by {decision.decidedBy.name}{' '}
        <Time at={decision.recordedAt} />
        {decision.isCorrection && <span className="chip">correction</span>}
      </span>
    )
  }
  if (held.expired) return <b>Your lease ran out. The case is back in its queue.</b>
  if (subject.leaseHolder && !subject.mine)
    return <span>{subject.leaseHolder.name} has this case now.</span>
  return <span>This case waits in {subject.queue}.</span>
}

/** In place of the decision bar while the case is not one's own. */
export function TakeBar({ subject, held }: { subject: Case; held: HeldLease }) {
  const mayClaim = usePermit()('review:claim')
  const { next, busy } = useClaimNext()
  const asked = useRef(false)
  const { take } = held
  const takesBack = mayClaim && subject.mine && subject.state === 'LEASED'
  useEffect(() => {
    if (!takesBack || asked.current) return
    asked.current = true
    take()
  }, [takesBack, take])
  const free =
    subject.state === 'WAITING' || subject.state === 'ESCALATED' || held.expired || subject.mine
  return (
    <section className="d take" aria-label="Decision">
      <UndoBar />
      <Standing subject={subject} held={held} />
      <Refused error={held.error} />
      <span className="spacer" />
      {mayClaim && free && subject.state !== 'DECIDED' && (
        <Button kind="primary" onClick={take} disabled={held.taking}>
          Take this case
        </Button>
      )}
      {mayClaim && (
        <Button onClick={() => void next(subject.queue)} disabled={busy}>
          Take the next
        </Button>
      )}
    </section>
  )
}
