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
  /** Of the processes that reported lately. */
  readonly reports: readonly EndpointReport[]
}

/** Where endpoints live between processes: one place to configure, each process reporting what it sees. */
export abstract class EndpointStore {
  /** In order of name. */
  abstract list(): Promise<readonly ReportedEndpoint[]>
  abstract find(id: string): Promise<ReportedEndpoint | null>
  /** Adds, or replaces the one with the same id; throws `ENDPOINT_NAME_TAKEN`. */
  abstract save(endpoint: Endpoint): Promise<void>
  /** Makes the endpoints of the settings be exactly these; those a person added are left alone. */
  abstract takeOverSettings(endpoints: readonly Endpoint[]): Promise<void>
  /** Throws `ENDPOINT_UNKNOWN`. */
  abstract setState(id: string, state: EndpointState): Promise<void>
  /** Keeps the newest report of each process; those of processes long silent are dropped. */
  abstract report(reports: readonly EndpointReport[]): Promise<void>
}
