import OpenAI from 'openai'
import { Agent } from 'undici'
import type { ApiKeys } from '../api-keys.js'
import type { Endpoint } from '../endpoint.js'
import { requestFetch } from './request-fetch.js'

export interface Connection {
  readonly client: OpenAI
  readonly agent: Agent
}

/** Far beyond what fits in a model's context; a server that sends more is cut off. */
const longestReplyBytes = 16 * 1024 * 1024

/** Servers without a key still want the header. */
const noKey = 'none'

/** One socket pool and SDK client for each endpoint, made at first use and again when its address or key changes. */
export class EndpointConnections {
  readonly #connections = new Map<string, { mark: string; connection: Connection }>()

  constructor(
    private readonly keys: ApiKeys,
    private readonly timeoutMs: number,
  ) {}

  /** Null when the endpoint's key is not set. */
  find(endpoint: Endpoint): Connection | null {
    const key = endpoint.apiKeyEnv === null ? noKey : this.keys.find(endpoint.apiKeyEnv)
    if (key === null) return null
    const mark = JSON.stringify([endpoint.baseUrl, key, endpoint.maxInFlight])
    const known = this.#connections.get(endpoint.id)
    if (known?.mark === mark) return known.connection
    if (known) void known.connection.agent.close()
    const connection = this.#connect(endpoint, key)
    this.#connections.set(endpoint.id, { mark, connection })
    return connection
  }

  async close(): Promise<void> {
    const open = [...this.#connections.values()]
    this.#connections.clear()
    await Promise.all(open.map(({ connection }) => connection.agent.destroy()))
  }

  #connect(endpoint: Endpoint, apiKey: string): Connection {
    const agent = new Agent({
      connections: endpoint.maxInFlight,
      headersTimeout: this.timeoutMs,
      bodyTimeout: this.timeoutMs,
      connectTimeout: 5_000,
      maxResponseSize: longestReplyBytes,
    })
    const client = new OpenAI({
      baseURL: endpoint.baseUrl,
      apiKey,
      organization: null,
      project: null,
      maxRetries: 0,
      // Else the SDK's own variable could write prompts to the log.
      logLevel: 'off',
      timeout: this.timeoutMs,
      fetch: requestFetch(agent) as unknown as typeof globalThis.fetch,
    })
    return { client, agent }
  }
}
