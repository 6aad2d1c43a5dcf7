import type { Endpoint, EndpointState } from '../endpoint.js'
import {
  EndpointStore,
  freshForMs,
  type EndpointReport,
  type ReportedEndpoint,
} from '../endpoint-store.js'
import { InferenceError } from '../inference-error.js'

export class MemoryEndpointStore extends EndpointStore {
  readonly #endpoints = new Map<string, Endpoint>()
  readonly #reports = new Map<string, EndpointReport>()

  async list(now: Date): Promise<readonly ReportedEndpoint[]> {
    return Promise.resolve(
      [...this.#endpoints.values()]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((endpoint) => ({ endpoint, reports: this.#reportsOn(endpoint.id, now) })),
    )
  }

  async find(id: string, now: Date): Promise<ReportedEndpoint | null> {
    return (await this.list(now)).find(({ endpoint }) => endpoint.id === id) ?? null
  }

  async save(endpoint: Endpoint): Promise<void> {
    for (const other of this.#endpoints.values())
      if (other.name === endpoint.name && other.id !== endpoint.id)
        throw new InferenceError('ENDPOINT_NAME_TAKEN', 'expected a name of its own', {})
    this.#endpoints.set(endpoint.id, endpoint)
    return Promise.resolve()
  }

  async takeOverSettings(endpoints: readonly Endpoint[]): Promise<void> {
    const byName = new Map([...this.#endpoints.values()].map((known) => [known.name, known]))
    const names = new Set(endpoints.map(({ name }) => name))
    for (const known of byName.values())
      if (known.origin === 'settings' && !names.has(known.name)) this.#endpoints.delete(known.id)
    for (const endpoint of endpoints) {
      const { id, state } = byName.get(endpoint.name) ?? endpoint
      this.#endpoints.set(id, { ...endpoint, id, state })
    }
    return Promise.resolve()
  }

  async setState(id: string, state: EndpointState): Promise<void> {
    const known = this.#endpoints.get(id)
    if (!known) throw new InferenceError('ENDPOINT_UNKNOWN', 'expected a known endpoint', { id })
    this.#endpoints.set(id, { ...known, state })
    return Promise.resolve()
  }

  async report(reports: readonly EndpointReport[]): Promise<void> {
    for (const report of reports)
      this.#reports.set(`${report.endpointId} ${report.reporter}`, report)
    return Promise.resolve()
  }

  #reportsOn(id: string, now: Date): readonly EndpointReport[] {
    return [...this.#reports.values()].filter(
      (report) => report.endpointId === id && now.getTime() - report.seenAt.getTime() <= freshForMs,
    )
  }
}
