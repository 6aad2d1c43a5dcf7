import type { Endpoint } from './useEndpoints.js'

/** How an endpoint stands, in two words at most. */
export function stateWords(
  endpoint: Pick<Endpoint, 'state' | 'healthy' | 'inFlight' | 'maxInFlight'>,
): string {
  if (endpoint.state === 'DRAINING') return 'draining'
  if (endpoint.state === 'DISABLED') return 'switched off'
  if (!endpoint.healthy) return 'not healthy'
  return endpoint.inFlight >= 0.9 * endpoint.maxInFlight ? 'near cap' : 'healthy'
}
