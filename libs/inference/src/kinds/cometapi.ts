import { plainQuirks, type EndpointQuirks } from './endpoint-quirks.js'

/** Effort and trace fields are unconfirmed against the live service; the trace is read from any known field. */
export const cometapi = {
  ...plainQuirks,
  kind: 'cometapi',
  title: 'CometAPI',
  onPremises: false,
  keyRequired: true,
  outputLimitField: 'max_tokens',
  mayTruncatePrompt: true,
} as const satisfies EndpointQuirks
