import { plainQuirks, type EndpointQuirks } from './endpoint-quirks.js'

/** Never sends `include_reasoning: false`: the trace is part of the record. */
export const vllm = {
  ...plainQuirks,
  kind: 'vllm',
  title: 'vLLM',
  extraBody: { include_reasoning: true },
  healthPath: '/health',
  versionPath: '/version',
  metricsPath: '/metrics',
} as const satisfies EndpointQuirks
