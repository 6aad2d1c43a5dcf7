import { plainQuirks, type EndpointQuirks } from './endpoint-quirks.js'

/** `include_reasoning` and `reasoning_format` exclude each other; only the first is sent. */
export const groq = {
  ...plainQuirks,
  kind: 'groq',
  title: 'Groq',
  onPremises: false,
  keyRequired: true,
  extraBody: { include_reasoning: true },
} as const satisfies EndpointQuirks
