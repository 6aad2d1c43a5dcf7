import type { Attempt } from './attempt.js'
import type { ChatResult } from './chat-client.js'
import type { ChatRequest } from './chat-request.js'
import type { Seat } from './endpoint-pool.js'
import type { Fault } from './failure.js'

export interface AttemptContext {
  readonly number: number
  readonly seat: Seat
  readonly request: ChatRequest
  readonly startedAt: Date
  readonly waitedMs: number
  readonly wholeMs: number
}

/** Writes down one call; a completion that could not be used keeps all it said beside its fault. */
export function recordAttempt(
  { number, seat, request, startedAt, waitedMs, wholeMs }: AttemptContext,
  result: ChatResult,
  fault: Fault | null,
): Attempt {
  const { endpoint, serverVersion } = seat
  const completion = result.kind === 'completion' ? result.completion : null
  const failure = result.kind === 'failure' ? result.failure : null
  return {
    number,
    endpointId: endpoint.id,
    endpointName: endpoint.name,
    model: endpoint.model,
    answeredModel: completion?.model ?? null,
    effort: request.effort,
    requestId: request.requestId,
    startedAt,
    waitedMs,
    firstTokenMs: completion?.firstTokenMs ?? null,
    wholeMs,
    httpStatus: completion?.httpStatus ?? failure?.httpStatus ?? null,
    finishReason: completion?.finishReason ?? null,
    errorClass: fault?.errorClass ?? null,
    errorMessage: fault?.message ?? null,
    completionId: completion?.id ?? null,
    serverVersion,
    systemFingerprint: completion?.systemFingerprint ?? null,
    provider: completion?.provider ?? null,
    usage: completion?.usage ?? null,
    reasoningField: completion?.reasoningField ?? null,
    trace: completion?.trace ?? failure?.partialTrace ?? null,
    text: completion?.text ?? null,
    rawReply: completion?.rawReply ?? failure?.rawReply ?? null,
    flags: completion?.flags ?? [],
    simulated: endpoint.simulated || (completion?.simulated ?? false),
  }
}
