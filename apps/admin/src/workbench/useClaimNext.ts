import { useNavigate } from 'react-router'
import { useAct } from '../api/useGraph.js'
import { say } from '../parts/toast.js'
import { CLAIM } from './documents.js'
import { keepLease } from './leases.js'

/** Takes the next case of a queue, or of any, and opens it. */
export function useClaimNext() {
  const navigate = useNavigate()
  const claim = useAct(CLAIM, (result) => result.claimNext)
  const next = (queue: string | null) =>
    claim.mutate(
      { input: queue ? { queue } : {} },
      {
        onSuccess: (got) => {
          if (got.__typename === 'NoCaseWaiting') {
            say(queue ? `No case waits in ${queue}` : 'No case waits')
            void navigate('/queues')
            return
          }
          keepLease({ caseId: got.case.id, token: got.leaseToken, expiresAt: got.leaseExpiresAt })
          void navigate(`/workbench/${got.case.id}`)
        },
        onError: (error) => say(`Not taken: ${error.message}`),
      },
    )
  return { next, busy: claim.isPending }
}
