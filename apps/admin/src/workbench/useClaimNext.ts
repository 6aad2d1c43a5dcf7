import { useNavigate } from 'react-router'
import { toApiError } from '../api/api-error.js'
import { useAct } from '../api/useGraph.js'
import { say } from '../parts/toast.js'
import { CLAIM } from './documents.js'
import { keepLease } from './leases.js'

/** Takes the next case of a queue, or of any, and opens it. Settles once the next page is asked for. */
export function useClaimNext() {
  const navigate = useNavigate()
  const claim = useAct(CLAIM, (result) => result.claimNext)
  const next = async (queue: string | null): Promise<void> => {
    try {
      // Awaited rather than called back: the bench that asked may be gone by the time of the answer.
      const got = await claim.mutateAsync({ input: queue ? { queue } : {} })
      if (got.__typename === 'NoCaseWaiting') {
        say(queue ? `No case waits in ${queue}` : 'No case waits')
        await navigate('/queues')
        return
      }
      keepLease({ caseId: got.case.id, token: got.leaseToken, expiresAt: got.leaseExpiresAt })
      await navigate(`/workbench/${got.case.id}`)
    } catch (error) {
      say(`Not taken: ${toApiError(error).message}`)
      await navigate('/queues')
    }
  }
  /** Takes a certain case, if it is free, and opens it either way. */
  const takeAgain = async (caseId: string): Promise<void> => {
    const got = await claim.mutateAsync({ input: { caseId } }).catch(() => null)
    if (got?.__typename === 'ClaimedCase')
      keepLease({ caseId, token: got.leaseToken, expiresAt: got.leaseExpiresAt })
    await navigate(`/workbench/${caseId}`)
  }
  return { next, takeAgain, busy: claim.isPending }
}
