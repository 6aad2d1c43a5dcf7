import type { Clock, Randomness } from '@assize/kernel'
import {
  Dispatcher,
  EndpointPool,
  unprobed,
  type ChatClient,
  type DispatchRequest,
  type DispatchResult,
  type Endpoint,
  type Timer,
  type TokenCounter,
} from '@assize/inference'
import { callsForTests } from './choose-test-endpoint.js'

/** What a dispatcher is made of. */
export interface Calls {
  readonly client: ChatClient
  readonly tokens: TokenCounter
  readonly clock: Clock
  readonly timer: Timer
  readonly randomness: Randomness
}

/** Nobody else could answer: waiting for another endpoint would be waiting for nothing. */
const patience = { patienceMs: 1_000, attemptTimeoutMs: 120_000 }

/** The dispatcher of judging, over one endpoint alone. */
export class PinnedEndpoint {
  private readonly pool = new EndpointPool()
  private readonly dispatcher: Dispatcher
  /** Calls at once. */
  readonly atOnce: number

  constructor(
    private readonly endpoint: Endpoint,
    { client, tokens, clock, timer, randomness }: Calls,
  ) {
    this.atOnce = callsForTests(endpoint)
    this.pool.setEndpoints([{ ...endpoint, maxInFlight: this.atOnce }])
    this.dispatcher = new Dispatcher(this.pool, client, tokens, clock, timer, randomness, patience)
  }

  /** Each prompt finds out for itself whether the endpoint answers: nothing here probes one that was down. */
  dispatch(request: DispatchRequest): Promise<DispatchResult> {
    this.pool.setHealth(this.endpoint.id, unprobed)
    return this.dispatcher.dispatch(request)
  }
}
