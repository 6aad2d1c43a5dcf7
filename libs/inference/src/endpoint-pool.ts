import { chooseEndpoint, type EndpointChoice, type EndpointWish } from './choose-endpoint.js'
import type { Endpoint } from './endpoint.js'
import { unprobed, type EndpointHealth, type EndpointStatus } from './endpoint-status.js'
import { Traffic } from './traffic.js'

/** The right to make one call; given back exactly once. */
export interface Seat {
  readonly endpoint: Endpoint
  readonly serverVersion: string | null
  release(): void
}

interface Waiter {
  readonly wish: EndpointWish
  readonly seat: (seat: Seat) => void
}

/** Unanswered calls in a row before an endpoint counts as down, until a probe says otherwise. */
const silencesBeforeUnhealthy = 3

/**
 * The endpoints this process may call, with the calls under way counted by us: servers queue without
 * bound, so the limit here is the back-pressure. Waiters are served in the order they came; one whose
 * wish cannot be met now holds up nobody behind it.
 */
export class EndpointPool {
  readonly #statuses = new Map<string, EndpointStatus>()
  readonly #listeners = new Set<(status: EndpointStatus) => void>()
  #waiters: Waiter[] = []

  /** Takes over a new set of endpoints; health and counts of those that stay are kept. */
  setEndpoints(endpoints: readonly Endpoint[]): void {
    const kept = new Set(endpoints.map((endpoint) => endpoint.id))
    for (const id of this.#statuses.keys()) if (!kept.has(id)) this.#statuses.delete(id)
    for (const endpoint of endpoints) {
      const before = this.#statuses.get(endpoint.id)
      const moved = before && whereAndWhat(before.endpoint) !== whereAndWhat(endpoint)
      this.#update(endpoint.id, {
        endpoint,
        health: before && !moved ? before.health : unprobed,
        inFlight: before?.inFlight ?? 0,
        sent: before?.sent ?? 0,
        unanswered: moved ? 0 : (before?.unanswered ?? 0),
        traffic: before?.traffic ?? new Traffic(),
      })
    }
    this.#seatWaiters()
  }

  list(): readonly EndpointStatus[] {
    return [...this.#statuses.values()]
  }

  find(id: string): EndpointStatus | null {
    return this.#statuses.get(id) ?? null
  }

  get waiting(): number {
    return this.#waiters.length
  }

  /** What a call with this wish would meet right now. */
  consider(wish: EndpointWish): EndpointChoice {
    return chooseEndpoint(this.list(), wish)
  }

  /** Resolves with a seat in turn, or with null when the signal aborts first. */
  acquire(wish: EndpointWish, signal: AbortSignal): Promise<Seat | null> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve(null)
      const leave = (): void => {
        this.#waiters = this.#waiters.filter((one) => one !== waiter)
        resolve(null)
      }
      const waiter: Waiter = {
        wish,
        seat: (seat) => {
          signal.removeEventListener('abort', leave)
          resolve(seat)
        },
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiters.push(waiter)
      this.#seatWaiters()
    })
  }

  setHealth(id: string, health: EndpointHealth): void {
    const status = this.#statuses.get(id)
    if (!status) return
    const unanswered = health.state === 'healthy' ? 0 : status.unanswered
    this.#update(id, { ...status, health, unanswered })
    this.#seatWaiters()
  }

  /** A call was answered, with a completion or an honest error. */
  noteAnswer(id: string): void {
    const status = this.#statuses.get(id)
    if (status && status.unanswered > 0) this.#update(id, { ...status, unanswered: 0 })
  }

  /** A call was not answered; enough of them in a row and the endpoint counts as down. */
  noteSilence(id: string, reason: string, at: Date): void {
    const status = this.#statuses.get(id)
    if (!status) return
    const unanswered = status.unanswered + 1
    const down = unanswered >= silencesBeforeUnhealthy && status.health.state === 'healthy'
    const health = down
      ? { ...status.health, state: 'unhealthy' as const, reason, since: at, checkedAt: at }
      : status.health
    this.#update(id, { ...status, health, unanswered })
  }

  /** The server does not take our key: it is left alone until it does, or is configured anew. */
  noteRefusal(id: string, reason: string, at: Date): void {
    const health = this.#statuses.get(id)?.health
    if (!health || health.state === 'refused') return
    this.setHealth(id, { ...health, state: 'refused', reason, since: at, checkedAt: at })
  }

  onChange(listener: (status: EndpointStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #seatWaiters(): void {
    for (const waiter of [...this.#waiters]) {
      const choice = this.consider(waiter.wish)
      if (choice.kind !== 'chosen') continue
      this.#waiters = this.#waiters.filter((one) => one !== waiter)
      waiter.seat(this.#take(choice.status))
    }
  }

  #take(status: EndpointStatus): Seat {
    const { id } = status.endpoint
    this.#count(id, 1)
    let held = true
    return {
      endpoint: status.endpoint,
      serverVersion: status.health.serverVersion,
      release: () => {
        if (!held) return
        held = false
        this.#count(id, -1)
        this.#seatWaiters()
      },
    }
  }

  #count(id: string, change: 1 | -1): void {
    const status = this.#statuses.get(id)
    if (!status) return
    const sent = change === 1 ? status.sent + 1 : status.sent
    this.#statuses.set(id, { ...status, inFlight: status.inFlight + change, sent })
  }

  #update(id: string, status: EndpointStatus): void {
    const before = this.#statuses.get(id)
    this.#statuses.set(id, status)
    const changed = before?.health !== status.health || before.endpoint !== status.endpoint
    if (changed) for (const listener of this.#listeners) listener(status)
  }
}

/** Health learned of another address, model or key says nothing about this one. */
const whereAndWhat = ({ baseUrl, kind, model, apiKeyEnv }: Endpoint): string =>
  JSON.stringify([baseUrl, kind, model, apiKeyEnv])
