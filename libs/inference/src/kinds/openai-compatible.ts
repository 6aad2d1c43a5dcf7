import { plainQuirks, type EndpointQuirks } from './endpoint-quirks.js'

/** Any other server of the same shape: only fields that every one of them takes. */
export const openaiCompatible = {
  ...plainQuirks,
  kind: 'openai-compatible',
  title: 'OpenAI-compatible server',
  onPremises: false,
  outputLimitField: 'max_tokens',
  mayTruncatePrompt: true,
} as const satisfies EndpointQuirks
