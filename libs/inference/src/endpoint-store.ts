import type { Endpoint } from './endpoint.js'
import type { EndpointHealth } from './endpoint-status.js'

export interface StoredEndpoint {
  readonly endpoint: Endpoint
  /** Asked for by a person: finish what is under way and take nothing new. */
  readonly draining: boolean
  /** As the processes last reported, the newest report winning. */
  readonly health: EndpointHealth | null
  readonly inFlight: number
}

/** Where endpoints live between processes: one place to configure, each process reporting what it sees. */
export abstract class EndpointStore {
  /** In order of name. */
  abstract list(): Promise<readonly StoredEndpoint[]>
  /** Adds, or replaces the one with the same id. */
  abstract save(endpoint: Endpoint): Promise<void>
  abstract remove(id: string): Promise<void>
  abstract setDraining(id: string, draining: boolean): Promise<void>
  /** What one process sees of one endpoint; reports of a process that fell silent expire. */
  abstract heartbeat(report: Heartbeat): Promise<void>
}

export interface Heartbeat {
  readonly endpointId: string
  /** Which process reports; unique among those running. */
  readonly reporter: string
  readonly health: EndpointHealth
  readonly inFlight: number
  readonly at: Date
}
