import { useCallback, useEffect, useRef, useState } from 'react'
import { useAct } from '../api/useGraph.js'
import { useNow } from '../parts/useNow.js'
import { CLAIM, RENEW } from './documents.js'
import { dropLease, findLease, keepLease, type Lease } from './leases.js'

const renewBelowMs = 4 * 60_000
const activeWithinMs = 90_000

/** When the person last did something on this page. */
function useLastActivity() {
  const last = useRef(Date.now())
  useEffect(() => {
    const note = () => (last.current = Date.now())
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const
    for (const kind of kinds) document.addEventListener(kind, note, { passive: true })
    return () => kinds.forEach((kind) => document.removeEventListener(kind, note))
  }, [])
  return last
}

/** The lease on one case: taken, counted down, renewed while the person works, let go. */
export function useLease(caseId: string) {
  const [lease, setLease] = useState<Lease | null>(() => findLease(caseId, new Date()))
  const now = useNow(1000)
  const lastActivity = useLastActivity()
  const claim = useAct(CLAIM, (result) => result.claimNext)
  const renew = useAct(RENEW, (result) => result.renewLease)

  const hold = useCallback((held: Lease) => {
    keepLease(held)
    setLease(held)
  }, [])

  const take = useCallback(() => {
    claim.mutate(
      { input: { caseId } },
      {
        onSuccess: (got) => {
          if (got.__typename !== 'ClaimedCase') return
          hold({ caseId, token: got.leaseToken, expiresAt: got.leaseExpiresAt })
        },
      },
    )
  }, [claim, caseId, hold])

  const leftMs = lease ? Date.parse(lease.expiresAt) - now.getTime() : 0
  const isIdle = now.getTime() - lastActivity.current > activeWithinMs
  const wantsRenewal = lease !== null && leftMs > 0 && leftMs < renewBelowMs && !isIdle
  useEffect(() => {
    if (!lease || !wantsRenewal || renew.isPending || renew.error) return
    renew.mutate(
      { caseId, leaseToken: lease.token },
      {
        onSuccess: (got) => {
          if (got.__typename !== 'ClaimedCase') return
          hold({ caseId, token: got.leaseToken, expiresAt: got.leaseExpiresAt })
        },
      },
    )
  }, [wantsRenewal, lease, renew, caseId, hold])

  /** Forgets the lease for later visits; the bar stays as it is until the next case is here. */
  const drop = useCallback(() => dropLease(caseId), [caseId])

  return {
    lease: leftMs > 0 ? lease : null,
    expired: lease !== null && leftMs <= 0,
    leftMs,
    take,
    drop,
    taking: claim.isPending,
    error: claim.error,
  }
}

export type HeldLease = ReturnType<typeof useLease>
