import type { Endpoint } from './endpoint.js'

export const endpointStates = ['healthy', 'unhealthy', 'draining', 'disabled'] as const
export type EndpointState = (typeof endpointStates)[number]

/** Only a healthy endpoint is sent new calls; draining and disabled are left by a person, not by a probe. */
export interface EndpointHealth {
  readonly state: EndpointState
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
  readonly failuresRunning: number
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
