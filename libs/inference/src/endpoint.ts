import type { EndpointKind } from './kinds/kinds.js'

/** What people want of an endpoint: draining finishes what is under way and takes nothing new. */
export const endpointStates = ['active', 'draining', 'disabled'] as const
export type EndpointState = (typeof endpointStates)[number]

/** Who put it there: the setting ASSIZE_ENDPOINTS, or a person in the admin. */
export const endpointOrigins = ['settings', 'admin'] as const
export type EndpointOrigin = (typeof endpointOrigins)[number]

/** One base URL, key and model. Two endpoints may share a server; they share no allowance of calls. */
export interface Endpoint {
  readonly id: string
  readonly name: string
  readonly kind: EndpointKind
  /** Ends before `/chat/completions`, without a slash. */
  readonly baseUrl: string
  readonly model: string
  /** The name of the environment variable that holds the key; the key itself is never stored. */
  readonly apiKeyEnv: string | null
  readonly maxInFlight: number
  readonly onPremises: boolean
  readonly revision: string | null
  readonly quantization: string | null
  readonly simulated: boolean
  readonly state: EndpointState
  readonly origin: EndpointOrigin
}

/** Billions of parameters as the model's name states them, or null. */
export function modelSize(model: string): number | null {
  const size = /(?:^|[-:_/])(\d+)b(?:$|[-:_.])/i.exec(model)
  return size ? Number(size[1]) : null
}
