import type { Endpoint, EndpointOrigin, EndpointState } from '../endpoint.js'
import type { EndpointReport } from '../endpoint-store.js'
import type { EndpointKind } from '../kinds/kinds.js'

interface StoredEndpoint extends Omit<Endpoint, 'kind' | 'state' | 'origin'> {
  readonly kind: string
  readonly state: string
  readonly origin: string
}

interface StoredHealth {
  readonly endpointId: string
  readonly workerId: string
  readonly healthy: boolean
  readonly reason: string | null
  readonly inFlight: number
  readonly waiting: number
  readonly completedLastMin: number
  readonly failedLastMin: number
  readonly tokensPerSecond: number
  readonly cachedShare: number | null
  readonly serverVersion: string | null
  readonly seenAt: Date
}

/** Words in the row were checked before they were written. */
export const toEndpoint = (row: StoredEndpoint): Endpoint => ({
  id: row.id,
  name: row.name,
  kind: row.kind as EndpointKind,
  baseUrl: row.baseUrl,
  model: row.model,
  apiKeyEnv: row.apiKeyEnv,
  maxInFlight: row.maxInFlight,
  onPremises: row.onPremises,
  revision: row.revision,
  quantization: row.quantization,
  simulated: row.simulated,
  state: row.state as EndpointState,
  origin: row.origin as EndpointOrigin,
})

export const toRow = (endpoint: Endpoint) => ({
  id: endpoint.id,
  name: endpoint.name,
  kind: endpoint.kind,
  base_url: endpoint.baseUrl,
  model: endpoint.model,
  api_key_env: endpoint.apiKeyEnv,
  max_in_flight: endpoint.maxInFlight,
  on_premises: endpoint.onPremises,
  revision: endpoint.revision,
  quantization: endpoint.quantization,
  simulated: endpoint.simulated,
  state: endpoint.state,
  origin: endpoint.origin,
})

export const toReport = (row: StoredHealth): EndpointReport => ({
  endpointId: row.endpointId,
  reporter: row.workerId,
  healthy: row.healthy,
  reason: row.reason,
  inFlight: row.inFlight,
  waiting: row.waiting,
  completed: row.completedLastMin,
  failed: row.failedLastMin,
  tokensPerSecond: row.tokensPerSecond,
  cachedShare: row.cachedShare,
  serverVersion: row.serverVersion,
  seenAt: row.seenAt,
})

export const toHealthRow = (report: EndpointReport) => ({
  endpoint_id: report.endpointId,
  worker_id: report.reporter,
  healthy: report.healthy,
  reason: report.reason,
  in_flight: report.inFlight,
  waiting: report.waiting,
  completed_last_min: report.completed,
  failed_last_min: report.failed,
  tokens_per_second: report.tokensPerSecond,
  cached_share: report.cachedShare,
  server_version: report.serverVersion,
  seen_at: report.seenAt,
})
