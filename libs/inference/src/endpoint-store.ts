import type { Endpoint, EndpointState } from './endpoint.js'
import type { TrafficReport } from './traffic.js'

/** What one process sees of one endpoint. */
export interface EndpointReport extends TrafficReport {
  readonly endpointId: string
  /** Unique among the processes running. */
  readonly reporter: string
  readonly healthy: boolean
  readonly reason: string | null
  readonly inFlight: number
  readonly waiting: number
  readonly serverVersion: string | null
  readonly seenAt: Date
}

export interface ReportedEndpoint {
  readonly endpoint: Endpoint
  /** Fresh ones only, one a process. */
  readonly reports: readonly EndpointReport[]
}

/** A process that has not reported for this long is gone, and its calls with it. */
export const freshForMs = 15_000

/** Where endpoints live between processes: one place to configure, each process reporting what it sees. */
export abstract class EndpointStore {
  /** In order of name. */
  abstract list(now: Date): Promise<readonly ReportedEndpoint[]>
  abstract find(id: string, now: Date): Promise<ReportedEndpoint | null>
  /** Adds, or replaces the one with the same id; throws `ENDPOINT_NAME_TAKEN`. */
  abstract save(endpoint: Endpoint, now: Date): Promise<void>
  /**
   * Makes the endpoints of the settings be exactly these. One that is there by the same name keeps its
   * id and state, whoever added it; others that a person added are left alone.
   */
  abstract takeOverSettings(endpoints: readonly Endpoint[], now: Date): Promise<void>
  /** Throws `ENDPOINT_UNKNOWN`. */
  abstract setState(id: string, state: EndpointState, now: Date): Promise<void>
  /** Keeps the newest report of each process; those about endpoints since removed are dropped. */
  abstract report(reports: readonly EndpointReport[]): Promise<void>
}
