export { ApiKeys } from './api-keys.js'
export type { Attempt } from './attempt.js'
export { ChatClient, type ChatResult } from './chat-client.js'
export {
  efforts,
  higherEffort,
  lowerEffort,
  type ChatMessage,
  type ChatRequest,
  type Effort,
  type Prompt,
} from './chat-request.js'
export { chooseEndpoint, type EndpointChoice, type EndpointWish } from './choose-endpoint.js'
export {
  completionFlags,
  type Completion,
  type CompletionFlag,
  type EstimatedCount,
  type Usage,
} from './completion.js'
export {
  usualDispatchSettings,
  type Acceptance,
  type DispatchEnding,
  type DispatchRequest,
  type DispatchResult,
  type DispatchSettings,
} from './dispatch.js'
export { Dispatcher } from './dispatcher.js'
export {
  endpointOrigins,
  endpointStates,
  modelSize,
  type Endpoint,
  type EndpointOrigin,
  type EndpointState,
} from './endpoint.js'
export { EndpointPool, type Seat } from './endpoint-pool.js'
export { EndpointProbe, type ProbeResult } from './endpoint-probe.js'
export {
  healthStates,
  unprobed,
  type EndpointHealth,
  type EndpointStatus,
  type HealthState,
} from './endpoint-status.js'
export {
  EndpointStore,
  freshForMs,
  type EndpointReport,
  type ReportedEndpoint,
} from './endpoint-store.js'
export {
  classifyFailure,
  errorClasses,
  parseRetryAfter,
  type ChatFailure,
  type ErrorClass,
  type Fault,
} from './failure.js'
export { healthAfter } from './health-after.js'
export { HealthMonitor, usualMonitorSettings, type MonitorSettings } from './health-monitor.js'
export { InferenceError, inferenceErrorCodes } from './inference-error.js'
export { inspectCompletion, type Inspection } from './inspect-completion.js'
export type { EndpointQuirks } from './kinds/endpoint-quirks.js'
export { endpointKinds, isEndpointKind, kinds, quirksOf, type EndpointKind } from './kinds/kinds.js'
export { backOffMs, maxAttempts, nextStep, type Step } from './ladder.js'
export { parseEndpoint, parseEndpoints } from './parse-endpoints.js'
export { reportStatus } from './report-status.js'
export { summariseReports, type EndpointSummary } from './summarise-reports.js'
export { Timer } from './timer.js'
export { Traffic, type TrafficReport } from './traffic.js'
export { RoughTokenCounter, templateTokens, TokenCounter } from './token-counter.js'
