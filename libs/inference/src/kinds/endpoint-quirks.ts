import type { Effort } from '../chat-request.js'

/** What one kind of server wants and offers; data only, so that adding a kind is one file and one line. */
export interface EndpointQuirks {
  readonly kind: string
  readonly title: string
  /** The default for an endpoint that does not say whether it runs on our own machines. */
  readonly onPremises: boolean
  readonly keyRequired: boolean
  /** No model runs behind it. */
  readonly simulated: boolean
  /** Body fields that ask for a reasoning effort. */
  readonly effort: (effort: Effort) => Readonly<Record<string, unknown>>
  readonly outputLimitField: 'max_completion_tokens' | 'max_tokens'
  readonly acceptsSeed: boolean
  /** Sampling and trace fields this kind must be told explicitly. */
  readonly extraBody: Readonly<Record<string, unknown>>
  /** Paths from the server's root, not from the base URL; null where the server has none. */
  readonly healthPath: string | null
  readonly versionPath: string | null
  readonly metricsPath: string | null
  /** The server may shorten a long prompt without saying so: compare its count with ours. */
  readonly mayTruncatePrompt: boolean
}

/** The common case; a kind states only where it differs. */
export const plainQuirks = {
  onPremises: true,
  keyRequired: false,
  simulated: false,
  effort: (effort: Effort) => ({ reasoning_effort: effort }),
  outputLimitField: 'max_completion_tokens',
  acceptsSeed: true,
  extraBody: {},
  healthPath: null,
  versionPath: null,
  metricsPath: null,
  mayTruncatePrompt: false,
} as const satisfies Omit<EndpointQuirks, 'kind' | 'title'>
