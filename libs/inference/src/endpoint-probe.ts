import type { Endpoint } from './endpoint.js'

/** What an endpoint says of itself when asked. */
export type ProbeResult =
  | {
      readonly kind: 'answers'
      readonly serverVersion: string | null
      /** Ids of the models it lists; null where it lists none. */
      readonly models: readonly string[] | null
      readonly running: number | null
      readonly waiting: number | null
      readonly latencyMs: number
    }
  | { readonly kind: 'refuses-key'; readonly reason: string }
  | { readonly kind: 'silent'; readonly reason: string }

export abstract class EndpointProbe {
  /** Resolves always. */
  abstract probe(endpoint: Endpoint, signal: AbortSignal): Promise<ProbeResult>
}
