import type { EndpointKind } from '../api/schema-words.js'
import type { Endpoint } from './useEndpoints.js'

export const kindWords: Readonly<Record<EndpointKind, string>> = {
  VLLM: 'vLLM',
  OLLAMA: 'Ollama',
  LMSTUDIO: 'LM Studio',
  GROQ: 'Groq',
  OPENROUTER: 'OpenRouter',
  COMETAPI: 'CometAPI',
  OPENAI_COMPATIBLE: 'other, OpenAI-compatible',
  SIMULATOR: 'simulator',
}

/** How an endpoint stands, in two words at most. */
export function stateWords(
  endpoint: Pick<Endpoint, 'state' | 'healthy' | 'inFlight' | 'maxInFlight'>,
): string {
  if (endpoint.state === 'DRAINING') return 'draining'
  if (endpoint.state === 'DISABLED') return 'switched off'
  if (!endpoint.healthy) return 'not healthy'
  return endpoint.inFlight >= 0.9 * endpoint.maxInFlight ? 'near cap' : 'healthy'
}
