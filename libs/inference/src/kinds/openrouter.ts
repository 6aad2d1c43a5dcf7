import { plainQuirks, type EndpointQuirks } from './endpoint-quirks.js'

export const openrouter = {
  ...plainQuirks,
  kind: 'openrouter',
  title: 'OpenRouter',
  onPremises: false,
  keyRequired: true,
  effort: (effort) => ({ reasoning: { effort, exclude: false } }),
  outputLimitField: 'max_tokens',
} as const satisfies EndpointQuirks
