import type { Clock, Randomness } from '@assize/kernel'
import type { Attempt } from './attempt.js'
import type { ChatClient } from './chat-client.js'
import { type ChatResult } from './chat-client.js'
import type { ChatRequest } from './chat-request.js'
import type { EndpointWish } from './choose-endpoint.js'
import type { Completion } from './completion.js'
import {
  usualDispatchSettings,
  type DispatchRequest,
  type DispatchResult,
  type DispatchSettings,
} from './dispatch.js'
import type { EndpointPool } from './endpoint-pool.js'
import { type Seat } from './endpoint-pool.js'
import type { ChatFailure, Fault } from './failure.js'
import { inspectCompletion } from './inspect-completion.js'
import { quirksOf } from './kinds/kinds.js'
import { backOffMs, nextStep, type Step } from './ladder.js'
import { limitTime } from './limit-time.js'
import { recordAttempt } from './record-attempt.js'
import { takeSeat } from './take-seat.js'
import type { Timer } from './timer.js'
import type { TokenCounter } from './token-counter.js'
import { templateTokens } from './token-counter.js'

interface Tried {
  readonly attempt: Attempt
  readonly completion: Completion | null
  readonly retryAfterMs: number | null
}

/** Takes one prompt up the ladder of attempts and keeps each of them. */
export class Dispatcher {
  constructor(
    private readonly pool: EndpointPool,
    private readonly client: ChatClient,
    private readonly tokens: TokenCounter,
    private readonly clock: Clock,
    private readonly timer: Timer,
    private readonly randomness: Randomness,
    private readonly settings: DispatchSettings = usualDispatchSettings,
  ) {}

  async dispatch(request: DispatchRequest): Promise<DispatchResult> {
    const limit = limitTime(this.timer, request.deadlineMs, request.signal)
    try {
      return await this.#climb(request, limit.signal)
    } finally {
      limit.clear()
    }
  }

  async #climb(request: DispatchRequest, signal: AbortSignal): Promise<DispatchResult> {
    const attempts: Attempt[] = []
    let step: Step | null = firstStep(request)
    let retryAfterMs: number | null = null
    while (step) {
      const wantedAt = this.#nowMs()
      const wish = wishFor(request, step, attempts)
      if (step.largerThan !== undefined && this.pool.consider(wish).kind === 'none') break
      if (step.backOff) {
        const choice = this.pool.consider(wish)
        const elsewhere = choice.kind === 'chosen' && choice.status.endpoint.id !== wish.previous
        await this.#backOff(attempts.length, elsewhere ? null : retryAfterMs, signal)
      }
      const answer = await takeSeat(this.pool, this.timer, wish, this.settings.patienceMs, signal)
      if (answer.kind === 'none') {
        const ending = signal.aborted ? 'deadline' : 'no-endpoint'
        return { attempts, completion: null, ending, reason: answer.reason }
      }
      const tried = await this.#try(request, step, answer.seat, attempts.length, wantedAt, signal)
      attempts.push(tried.attempt)
      if (tried.completion)
        return { attempts, completion: tried.completion, ending: 'accepted', reason: null }
      if (signal.aborted)
        return { attempts, completion: null, ending: 'deadline', reason: 'the deadline passed' }
      retryAfterMs = tried.retryAfterMs
      step = nextStep(attempts, step)
    }
    const last = attempts.at(-1)?.errorMessage ?? 'no answer'
    const reason = `${attempts.length} attempts, the last one: ${last}`
    return { attempts, completion: null, ending: 'exhausted', reason }
  }

  async #try(
    request: DispatchRequest,
    step: Step,
    seat: Seat,
    before: number,
    wantedAt: number,
    signal: AbortSignal,
  ): Promise<Tried> {
    const startedAt = this.clock.now()
    const chat = this.#chatRequest(request, step)
    const result = await this.#call(seat, chat, signal)
    const context = {
      number: before + 1,
      seat,
      request: chat,
      startedAt,
      waitedMs: startedAt.getTime() - wantedAt,
      wholeMs: this.#nowMs() - startedAt.getTime(),
    }
    if (result.kind === 'failure') {
      this.#noteFailure(seat, result.failure)
      const attempt = recordAttempt(context, result, result.failure)
      return { attempt, completion: null, retryAfterMs: result.failure.retryAfterMs }
    }
    this.#noteAnswer(seat, result.completion)
    const { completion, fault } = await this.#judge(request, seat, result.completion)
    const attempt = recordAttempt(context, { kind: 'completion', completion }, fault)
    return { attempt, completion: fault ? null : completion, retryAfterMs: null }
  }

  /** One call; a server that is silent for too long has failed, while a passed deadline is ours. */
  async #call(seat: Seat, chat: ChatRequest, deadline: AbortSignal): Promise<ChatResult> {
    const limit = limitTime(this.timer, this.settings.attemptTimeoutMs, deadline)
    try {
      const result = await this.client.complete(seat.endpoint, chat, limit.signal)
      const late = result.kind === 'failure' && result.failure.errorClass === 'deadline'
      if (!late || deadline.aborted) return result
      const message = `no answer within ${this.settings.attemptTimeoutMs} ms`
      return { kind: 'failure', failure: { ...result.failure, errorClass: 'transport', message } }
    } finally {
      limit.clear()
      seat.release()
    }
  }

  async #judge(
    request: DispatchRequest,
    seat: Seat,
    received: Completion,
  ): Promise<{ completion: Completion; fault: Fault | null }> {
    const inspection = inspectCompletion(received, await this.#expectedTokens(request, seat))
    if (inspection.kind === 'faulty') return { completion: received, fault: inspection }
    const { completion } = inspection
    return { completion, fault: faults[request.accept(completion)] }
  }

  async #expectedTokens(request: DispatchRequest, seat: Seat): Promise<number | null> {
    if (!quirksOf(seat.endpoint.kind).mayTruncatePrompt) return null
    const counts = request.messages.map((message) => this.tokens.count(message.content))
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, templateTokens)
  }

  #noteAnswer(seat: Seat, completion: Completion): void {
    const { id } = seat.endpoint
    this.pool.noteAnswer(id)
    this.pool.find(id)?.traffic.completed(this.clock.now(), completion.usage)
  }

  #noteFailure(seat: Seat, failure: ChatFailure): void {
    const { id } = seat.endpoint
    const now = this.clock.now()
    this.pool.find(id)?.traffic.failed(now)
    if (failure.errorClass === 'configuration') this.pool.noteRefusal(id, refusalOf(failure), now)
    else if (failure.httpStatus === null && failure.errorClass === 'transport')
      this.pool.noteSilence(id, failure.message, now)
    else if (failure.errorClass !== 'deadline') this.pool.noteAnswer(id)
  }

  #backOff(attempts: number, retryAfterMs: number | null, signal: AbortSignal): Promise<void> {
    return this.timer.sleep(backOffMs(attempts, this.randomness.fraction(), retryAfterMs), signal)
  }

  #chatRequest(request: DispatchRequest, step: Step): ChatRequest {
    return {
      messages: request.messages,
      effort: step.effort,
      requestId: Buffer.from(this.randomness.bytes(12)).toString('hex'),
      maxOutputTokens: step.maxOutputTokens,
      seed: request.seed,
      stream: step.stream,
    }
  }

  #nowMs(): number {
    return this.clock.now().getTime()
  }
}

/** For everybody who sees endpoints: the server's own words may repeat what we sent, and stay with the attempt. */
const refusalOf = ({ httpStatus, message }: ChatFailure): string =>
  httpStatus === null ? message : `the server refuses our key or credit (${httpStatus})`

const faults = {
  accept: null,
  retry: { errorClass: 'format', message: 'no label could be read from the reply' },
  refused: { errorClass: 'refusal', message: 'the model declined to judge' },
} as const

const firstStep = (request: DispatchRequest): Step => ({
  effort: request.effort,
  maxOutputTokens: request.maxOutputTokens,
  stream: request.stream ?? false,
  backOff: false,
  largerThan: undefined,
})

const wishFor = (
  request: DispatchRequest,
  step: Step,
  attempts: readonly Attempt[],
): EndpointWish => ({
  onPremisesOnly: request.onPremisesOnly ?? false,
  model: request.model,
  largerThan: step.largerThan,
  previous: attempts.at(-1)?.endpointId,
})
