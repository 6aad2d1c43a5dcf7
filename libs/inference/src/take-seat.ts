import type { EndpointWish } from './choose-endpoint.js'
import type { EndpointPool, Seat } from './endpoint-pool.js'
import type { Timer } from './timer.js'

export type SeatAnswer =
  | { readonly kind: 'seat'; readonly seat: Seat }
  | { readonly kind: 'none'; readonly reason: string }

/**
 * Waits for a seat: as long as the signal allows while endpoints are only busy, and for `patienceMs`
 * while none is in working order, since a restart takes moments and an outage does not.
 */
export async function takeSeat(
  pool: EndpointPool,
  timer: Timer,
  wish: EndpointWish,
  patienceMs: number,
  signal: AbortSignal,
): Promise<SeatAnswer> {
  const patience = new AbortController()
  const giveUp = (): void => patience.abort()
  const lookAgain = (): void => {
    if (pool.consider(wish).kind === 'none') giveUp()
    else cancel = timer.after(patienceMs, lookAgain)
  }
  let cancel = timer.after(patienceMs, lookAgain)
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  const seat = await pool.acquire(wish, patience.signal)
  cancel()
  signal.removeEventListener('abort', giveUp)
  if (seat) return { kind: 'seat', seat }
  const choice = pool.consider(wish)
  const reason = choice.kind === 'none' ? choice.reason : 'every endpoint is at its limit'
  return { kind: 'none', reason }
}
