import type { EndpointQuirks } from './endpoint-quirks.js'
import { vllm } from './vllm.js'

/** Our own stand-in, which speaks as vLLM does. */
export const simulator = {
  ...vllm,
  kind: 'simulator',
  title: 'Simulator (no model)',
  simulated: true,
} as const satisfies EndpointQuirks
