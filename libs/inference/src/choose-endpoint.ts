import { modelSize } from './endpoint.js'
import type { EndpointStatus } from './endpoint-status.js'

export interface EndpointWish {
  readonly onPremisesOnly: boolean
  /** Exactly this model, where given. */
  readonly model?: string | undefined
  /** Only models larger than this one, in billions of parameters. */
  readonly largerThan?: number | undefined
  /** The endpoint of the attempt before. */
  readonly previous?: string | undefined
}

export type EndpointChoice =
  | { readonly kind: 'chosen'; readonly status: EndpointStatus }
  /** All that would do are at their limit. */
  | { readonly kind: 'full' }
  | { readonly kind: 'none'; readonly reason: string }

/**
 * Fewest calls in flight among the healthy, then whose turn it is. Where two would do, never the one
 * of the attempt before: waiting for the other is better than asking the same again. A simulator is
 * asked only where no model is in use: it never stands in for one that is down, full or does not fit.
 */
export function chooseEndpoint(all: readonly EndpointStatus[], wish: EndpointWish): EndpointChoice {
  const models = all.filter(({ endpoint }) => endpoint.state === 'active' && !endpoint.simulated)
  const statuses = models.length > 0 ? models : all
  const fitting = statuses.filter((status) => fits(status, wish))
  if (fitting.length === 0) return { kind: 'none', reason: whyNoneFits(statuses, wish) }
  const healthy = fitting.filter((status) => status.health.state === 'healthy')
  if (healthy.length === 0)
    return {
      kind: 'none',
      reason: `none of ${fitting.length} fitting endpoints is healthy: ${fitting
        .map(({ endpoint, health }) => `${endpoint.name} is ${health.state} (${health.reason})`)
        .join('; ')}`,
    }
  const others = healthy.filter((status) => status.endpoint.id !== wish.previous)
  const free = (others.length > 0 ? others : healthy).filter(
    (status) => status.inFlight < status.endpoint.maxInFlight,
  )
  const [first, ...rest] = free
  if (!first) return { kind: 'full' }
  return { kind: 'chosen', status: rest.reduce((best, next) => lighter(best, next), first) }
}

function fits({ endpoint }: EndpointStatus, wish: EndpointWish): boolean {
  if (endpoint.state !== 'active') return false
  if (wish.onPremisesOnly && !endpoint.onPremises) return false
  if (wish.model !== undefined && endpoint.model !== wish.model) return false
  return wish.largerThan === undefined || (modelSize(endpoint.model) ?? 0) > wish.largerThan
}

function lighter(a: EndpointStatus, b: EndpointStatus): EndpointStatus {
  if (a.inFlight !== b.inFlight) return a.inFlight < b.inFlight ? a : b
  return b.sent < a.sent ? b : a
}

function whyNoneFits(statuses: readonly EndpointStatus[], wish: EndpointWish): string {
  if (statuses.length === 0) return 'no endpoint is configured'
  const wishes = [
    wish.onPremisesOnly ? 'on premises' : null,
    wish.model === undefined ? null : `with model ${wish.model}`,
    wish.largerThan === undefined ? null : `with a model above ${wish.largerThan}b`,
  ].filter((part) => part !== null)
  return `none of ${statuses.length} endpoints is active${wishes.length > 0 ? ` and ${wishes.join(' and ')}` : ''}`
}
