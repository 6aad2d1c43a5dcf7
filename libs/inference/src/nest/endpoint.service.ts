import { Injectable } from '@nestjs/common'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import type { Endpoint, EndpointState } from '../endpoint.js'
import { EndpointStore, type ReportedEndpoint } from '../endpoint-store.js'
import { InferenceError } from '../inference-error.js'
import { parseEndpoint } from '../parse-endpoints.js'

/** What an operator enters; checked as the setting ASSIZE_ENDPOINTS is. */
export interface EndpointEntry {
  readonly id?: string | null
  readonly [field: string]: unknown
}

@Injectable()
export class EndpointService {
  constructor(
    private readonly store: EndpointStore,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  list(): Promise<readonly ReportedEndpoint[]> {
    return this.store.list(this.clock.now())
  }

  find(id: string): Promise<ReportedEndpoint | null> {
    return this.store.find(id, this.clock.now())
  }

  /** Adds an endpoint, or changes the one with the entry's id. */
  async save({ id, ...entry }: EndpointEntry): Promise<ReportedEndpoint> {
    const before = id == null ? null : (await this.get(id)).endpoint
    if (before?.origin === 'settings')
      throw new InferenceError(
        'ENDPOINT_FROM_SETTINGS',
        `expected an endpoint added here; "${before.name}" comes from ASSIZE_ENDPOINTS and is changed there`,
        { name: before.name },
      )
    const endpoint: Endpoint = {
      ...parseEndpoint(entry),
      id: before?.id ?? this.ids.next(),
      state: before?.state ?? 'active',
      origin: 'admin',
    }
    await this.store.save(endpoint, this.clock.now())
    return this.get(endpoint.id)
  }

  async setState(id: string, state: EndpointState): Promise<ReportedEndpoint> {
    await this.get(id)
    await this.store.setState(id, state, this.clock.now())
    return this.get(id)
  }

  /** Throws `ENDPOINT_UNKNOWN`. */
  private async get(id: string): Promise<ReportedEndpoint> {
    const found = isUuid(id) ? await this.find(id) : null
    if (found) return found
    throw new InferenceError('ENDPOINT_UNKNOWN', 'expected the id of an endpoint', { id })
  }
}
