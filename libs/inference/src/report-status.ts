import type { EndpointStatus } from './endpoint-status.js'
import type { EndpointReport } from './endpoint-store.js'

/** One process's sight of one endpoint, as it is written down for the others. */
export function reportStatus(status: EndpointStatus, reporter: string, now: Date): EndpointReport {
  const { endpoint, health, inFlight, traffic } = status
  return {
    ...traffic.report(now),
    endpointId: endpoint.id,
    reporter,
    healthy: health.state === 'healthy',
    reason: health.state === 'healthy' && health.checkedAt ? null : health.reason,
    inFlight,
    waiting: health.serverWaiting ?? 0,
    serverVersion: health.serverVersion,
    seenAt: now,
  }
}
