import { plainQuirks, type EndpointQuirks } from './endpoint-quirks.js'

/** Its listing carries sampling defaults for this model, so each one is overruled by name. */
export const lmstudio = {
  ...plainQuirks,
  kind: 'lmstudio',
  title: 'LM Studio',
  outputLimitField: 'max_tokens',
  extraBody: { top_p: 1, top_k: 0, min_p: 0, repeat_penalty: 1 },
  mayTruncatePrompt: true,
} as const satisfies EndpointQuirks
