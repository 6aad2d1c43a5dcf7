import type { Endpoint } from '../endpoint.js'

export const anEndpoint = (with_: Partial<Endpoint> = {}): Endpoint => ({
  id: `ep_${with_.name ?? 'one'}`,
  name: 'one',
  kind: 'vllm',
  baseUrl: 'http://127.0.0.1:9/v1',
  model: 'openai/gpt-oss-safeguard-20b',
  apiKeyEnv: null,
  maxInFlight: 4,
  onPremises: true,
  revision: null,
  quantization: null,
  simulated: false,
  state: 'active',
  origin: 'settings',
  ...with_,
})
