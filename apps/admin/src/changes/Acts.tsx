import { useState } from 'react'
import { useGetIdentity } from 'react-admin'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Act, type Asked } from './Act.js'
import { Refusal } from './Refusal.js'
import type { WholeChange } from './documents.js'
import { useChangeActs } from './useChangeActs.js'

const asks = {
  approve: {
    title: 'Approve',
    does: 'Approve',
    what: 'For the head as you see it: a further commit ends your approval.',
    noteLabel: 'Note',
    needsNote: false,
  },
  request: {
    title: 'Ask for changes',
    does: 'Ask for changes',
    what: 'It is not merged before you approve, whoever else does.',
    noteLabel: 'What is to change',
    needsNote: true,
  },
  close: {
    title: 'Close without merging',
    does: 'Close',
    what: 'The branch and what was said stay; a closed change is not opened again.',
    noteLabel: 'Note',
    needsNote: false,
  },
} as const satisfies Record<string, Asked>

type Ask = keyof typeof asks

/** What the person may do with the change; what stands in the way is told beside it. */
export function Acts({ change }: { change: WholeChange }) {
  const may = usePermit()
  const { identity } = useGetIdentity()
  const [ask, setAsk] = useState<Ask | null>(null)
  const acts = useChangeActs(change, () => setAsk(null))
  const { detail, state } = change
  const wrote = detail.authors.some(({ id }) => id === identity?.id)
  const begin = (next: Ask) => {
    acts.forget()
    setAsk(next)
  }
  const mayApprove = may('policy:approve')
  const mayMove = mayApprove || may('policy:submit')
  return (
    <>
      {state === 'OPEN' && mayApprove && (
        <>
          <Button onClick={() => begin('request')}>Ask for changes</Button>
          <Button
            kind="primary"
            disabled={wrote}
            title={wrote ? 'you wrote a part of it' : undefined}
            onClick={() => begin('approve')}
          >
            Approve
          </Button>
        </>
      )}
      {state === 'OPEN' && mayMove && (
        <>
          <Button onClick={() => begin('close')}>Close</Button>
          <Button
            kind={detail.merge.mergeable ? 'primary' : undefined}
            disabled={acts.busy}
            onClick={() => {
              acts.forget()
              acts.merge()
            }}
          >
            Merge
          </Button>
        </>
      )}
      {state === 'MERGED' && may('policy:submit') && (
        <Button disabled={acts.busy} onClick={() => acts.revert()}>
          Revert
        </Button>
      )}
      {ask === null && acts.error && <Refusal error={acts.error} />}
      {ask && (
        <Act
          asked={asks[ask]}
          error={acts.error}
          busy={acts.busy}
          onClose={() => setAsk(null)}
          onDo={acts[ask]}
        />
      )}
    </>
  )
}
