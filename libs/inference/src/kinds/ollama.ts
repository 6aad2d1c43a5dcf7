import { plainQuirks, type EndpointQuirks } from './endpoint-quirks.js'

/** Shortens prompts silently when its context setting is smaller than prompt and output together. */
export const ollama = {
  ...plainQuirks,
  kind: 'ollama',
  title: 'Ollama',
  outputLimitField: 'max_tokens',
  versionPath: '/api/version',
  mayTruncatePrompt: true,
} as const satisfies EndpointQuirks
