import type { Endpoint } from './endpoint.js'
import type { Traffic } from './traffic.js'

/** `refused`: the server answers but does not take our key, or our credit is used up. */
export const healthStates = ['healthy', 'unhealthy', 'refused'] as const
export type HealthState = (typeof healthStates)[number]

/** What this process last saw of an endpoint; only an active and healthy one is sent new calls. */
export interface EndpointHealth {
  readonly state: HealthState
  /** Why, in words for an operator. */
  readonly reason: string
  /** When the state was entered. */
  readonly since: Date | null
  readonly checkedAt: Date | null
  readonly serverVersion: string | null
  /** Load as the server last reported it, or null where it does not. */
  readonly serverRunning: number | null
  readonly serverWaiting: number | null
  readonly latencyMs: number | null
}

export interface EndpointStatus {
  readonly endpoint: Endpoint
  readonly health: EndpointHealth
  /** Calls of this process under way. */
  readonly inFlight: number
  /** Calls of this process ever sent, for taking turns. */
  readonly sent: number
  /** Calls in a row that nobody answered. */
  readonly unanswered: number
  readonly traffic: Traffic
}

/** A new endpoint is tried at once; the first probe or call corrects us. */
export const unprobed: EndpointHealth = {
  state: 'healthy',
  reason: 'not probed yet',
  since: null,
  checkedAt: null,
  serverVersion: null,
  serverRunning: null,
  serverWaiting: null,
  latencyMs: null,
}
