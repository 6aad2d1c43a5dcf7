import { Agent, request } from 'undici'
import type { ApiKeys } from '../api-keys.js'
import { EndpointProbe, type ProbeResult } from '../endpoint-probe.js'
import type { Endpoint } from '../endpoint.js'
import { quirksOf } from '../kinds/kinds.js'
import { readGauge } from '../read-gauge.js'

interface Answer {
  readonly status: number
  readonly text: string
}

/** Asks a server for health, models, version and load, as far as its kind offers them. */
export class HttpEndpointProbe extends EndpointProbe {
  readonly #agent = new Agent({
    connections: 2,
    connectTimeout: 3_000,
    pipelining: 1,
    maxResponseSize: 8 * 1024 * 1024,
  })

  constructor(private readonly keys: ApiKeys) {
    super()
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }

  async probe(endpoint: Endpoint, signal: AbortSignal): Promise<ProbeResult> {
    const key = endpoint.apiKeyEnv === null ? null : this.keys.find(endpoint.apiKeyEnv)
    if (endpoint.apiKeyEnv !== null && key === null)
      return {
        kind: 'refuses-key',
        reason: `the environment variable ${endpoint.apiKeyEnv} is not set`,
      }
    try {
      return await this.#ask(endpoint, key, signal)
    } catch (error) {
      const reason = signal.aborted ? 'no answer in time' : rootMessage(error)
      return { kind: 'silent', reason }
    }
  }

  async #ask(endpoint: Endpoint, key: string | null, signal: AbortSignal): Promise<ProbeResult> {
    const quirks = quirksOf(endpoint.kind)
    const get = (url: string): Promise<Answer> => this.#get(url, key, signal)
    const at = (path: string | null): string | null =>
      path === null ? null : new URL(path, endpoint.baseUrl).href
    const startedAt = performance.now()
    const healthUrl = at(quirks.healthPath)
    const health = healthUrl === null ? null : await get(healthUrl)
    if (health && health.status !== 200 && health.status !== 404)
      return { kind: 'silent', reason: `its health check answers ${health.status}` }
    const models = await get(`${endpoint.baseUrl}/models`)
    const latencyMs = Math.round(performance.now() - startedAt)
    if (models.status === 401 || models.status === 402 || models.status === 403)
      return { kind: 'refuses-key', reason: `the server refuses our key (${models.status})` }
    if (models.status >= 500)
      return { kind: 'silent', reason: `its model list answers ${models.status}` }
    const version = await optional(at(quirks.versionPath), get)
    const metrics = await optional(at(quirks.metricsPath), get)
    const serverVersion = version?.status === 200 ? textAt(version.text, 'version') : null
    return {
      kind: 'answers',
      serverVersion,
      models: models.status === 200 ? idsOf(models.text) : null,
      running: metrics ? readGauge(metrics.text, 'vllm:num_requests_running') : null,
      waiting: metrics ? readGauge(metrics.text, 'vllm:num_requests_waiting') : null,
      latencyMs,
    }
  }

  async #get(url: string, key: string | null, signal: AbortSignal): Promise<Answer> {
    const { statusCode, body } = await request(url, {
      dispatcher: this.#agent,
      signal,
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
    })
    return { status: statusCode, text: await body.text() }
  }
}

/** An extra that a server may lack; its absence is no fault of the endpoint. */
async function optional(
  url: string | null,
  get: (url: string) => Promise<Answer>,
): Promise<Answer | null> {
  return url === null ? null : get(url).catch(() => null)
}

function idsOf(text: string): readonly string[] | null {
  const data = fieldOf(text, 'data')
  if (!Array.isArray(data)) return null
  return data
    .map((model: unknown) =>
      typeof model === 'object' && model !== null ? (Reflect.get(model, 'id') as unknown) : null,
    )
    .filter((id) => typeof id === 'string')
}

function textAt(text: string, field: string): string | null {
  const value = fieldOf(text, field)
  return typeof value === 'string' ? value : null
}

function fieldOf(text: string, field: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? Reflect.get(value, field) : null
  } catch {
    return null
  }
}

function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.cause instanceof Error) return rootMessage(error.cause)
  return error.message || error.name
}
