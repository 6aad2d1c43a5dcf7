import type { EndpointHealth, EndpointStatus, HealthState } from './endpoint-status.js'
import type { ProbeResult } from './endpoint-probe.js'

/** A key that was refused is tried again after this long, should credit or key have been restored. */
const refusedForMs = 10 * 60_000

/**
 * What a probe makes of an endpoint's health. A server may list its models happily and still refuse
 * calls, so one that refused our key is left alone for a while.
 */
export function healthAfter(
  { endpoint, health }: EndpointStatus,
  result: ProbeResult,
  now: Date,
): EndpointHealth {
  const seen = seenState(endpoint.model, result)
  const held = isHeld(health, seen.state, now)
  const state = held ? health.state : seen.state
  return {
    state,
    reason: held ? health.reason : seen.reason,
    since: state === health.state && health.since ? health.since : now,
    checkedAt: now,
    serverVersion: result.kind === 'answers' ? result.serverVersion : health.serverVersion,
    serverRunning: result.kind === 'answers' ? result.running : null,
    serverWaiting: result.kind === 'answers' ? result.waiting : null,
    latencyMs: result.kind === 'answers' ? result.latencyMs : null,
  }
}

function seenState(model: string, result: ProbeResult): { state: HealthState; reason: string } {
  if (result.kind === 'silent') return { state: 'unhealthy', reason: result.reason }
  if (result.kind === 'refuses-key') return { state: 'refused', reason: result.reason }
  if (result.models !== null && !result.models.includes(model))
    return { state: 'unhealthy', reason: `the server does not list the model ${model}` }
  return { state: 'healthy', reason: 'answers' }
}

function isHeld(health: EndpointHealth, seen: HealthState, now: Date): boolean {
  if (health.state !== 'refused' || seen !== 'healthy') return false
  return health.since !== null && now.getTime() - health.since.getTime() < refusedForMs
}
