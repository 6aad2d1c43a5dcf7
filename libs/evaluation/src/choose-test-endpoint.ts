import type { Endpoint, ReportedEndpoint } from '@assize/inference'
import { EvaluationError } from './evaluation-error.js'

export interface EndpointWish {
  /** Its name or its id. */
  readonly endpoint?: string | null
  readonly model?: string | null
}

/**
 * The one endpoint a run is pinned to. Unless named: a model before a simulator, one that is seen to be up before one
 * that is not, then the first by name. A model named beside an endpoint is asked of that endpoint's server.
 */
export function chooseTestEndpoint(
  all: readonly ReportedEndpoint[],
  { endpoint: named, model }: EndpointWish,
): Endpoint {
  if (named != null) {
    const found = all.find(({ endpoint: { id, name } }) => id === named || name === named)
    if (!found)
      throw new EvaluationError('ENDPOINT_UNKNOWN', 'expected an endpoint, saw none so named', {
        endpoint: named.slice(0, 200),
      })
    const { endpoint } = found
    requireActive(endpoint)
    return model == null ? endpoint : { ...endpoint, model }
  }
  const active = all.filter(({ endpoint }) => endpoint.state === 'active')
  if (active.length === 0)
    throw new EvaluationError('NO_ENDPOINT', 'expected an active endpoint, saw none')
  const fitting = model == null ? active : active.filter((each) => each.endpoint.model === model)
  if (fitting.length === 0)
    throw new EvaluationError('MODEL_UNKNOWN', 'expected a model that an active endpoint has', {
      models: [...new Set(active.map(({ endpoint }) => endpoint.model))],
    })
  const [first] = fitting.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || (a.endpoint.name < b.endpoint.name ? -1 : 1),
  )
  if (!first) throw new TypeError('expected one of several endpoints')
  return first.endpoint
}

/** Throws `ENDPOINT_NOT_ACTIVE`. */
export function requireActive({ name, state }: Endpoint): void {
  if (state !== 'active')
    throw new EvaluationError(
      'ENDPOINT_NOT_ACTIVE',
      `expected an active endpoint, ${name} is ${state}`,
      {
        ...{ endpoint: name, state },
      },
    )
}

/** Tests stand back behind what the platform waits for: a quarter of the calls an endpoint takes, eight at most. */
export const callsForTests = ({ maxInFlight }: Pick<Endpoint, 'maxInFlight'>): number =>
  Math.min(8, Math.max(1, Math.floor(maxInFlight / 4)))

const rankOf = ({ endpoint, reports }: ReportedEndpoint): number =>
  (endpoint.simulated ? 2 : 0) + (reports.some(({ healthy }) => healthy) ? 0 : 1)
