import { Clock, Randomness } from '@assize/kernel'
import { recordAttempt } from './record-attempt.js'
import type { Attempt } from './attempt.js'
import { ChatClient, type ChatResult } from './chat-client.js'
import type { ChatRequest, Effort, Prompt } from './chat-request.js'
import type { EndpointWish } from './choose-endpoint.js'
import type { Completion } from './completion.js'
import { EndpointPool, type Seat } from './endpoint-pool.js'
import type { ChatFailure, ErrorClass } from './failure.js'
import { inspectCompletion } from './inspect-completion.js'
import { backOffMs, nextStep, type Step } from './ladder.js'
import { quirksOf } from './kinds/kinds.js'
import { templateTokens, TokenCounter } from './token-counter.js'
import { Timer } from './timer.js'

/** `retry`: no label could be read; `refused`: the model declined to judge. */
export type Acceptance = 'accept' | 'retry' | 'refused'

export interface DispatchRequest {
  readonly messages: Prompt
  readonly effort: Effort
  readonly model?: string | undefined
  /** From now until an answer is of no use. */
  readonly deadlineMs: number
  readonly onPremisesOnly?: boolean | undefined
  readonly maxOutputTokens?: number | undefined
  readonly seed?: number | undefined
  readonly stream?: boolean | undefined
  /** Whether the caller can read a verdict from the completion without guessing. */
  readonly accept: (completion: Completion) => Acceptance
  readonly signal?: AbortSignal | undefined
}

export type DispatchEnding = 'accepted' | 'exhausted' | 'deadline' | 'no-endpoint'

export interface DispatchResult {
  readonly attempts: readonly Attempt[]
  /** The accepted completion; null means undetermined, never allowed. */
  readonly completion: Completion | null
  readonly ending: DispatchEnding
  /** Why it ended without a completion, for an operator. */
  readonly reason: string | null
}

export interface DispatchSettings {
  /** How long a request waits for any endpoint to become healthy. */
  readonly patienceMs: number
  readonly attemptTimeoutMs: number
}

export const usualDispatchSettings: DispatchSettings = {
  patienceMs: 15_000,
  attemptTimeoutMs: 120_000,
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
    const deadline = this.#deadline(request)
    try {
      return await this.#climb(request, deadline.signal)
    } finally {
      deadline.clear()
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
      if (step.backOff) await this.#backOff(attempts.length, retryAfterMs, signal)
      const seat = await this.#takeSeat(wish, signal)
      if (typeof seat === 'string')
        return { attempts, completion: null, ...this.#unseated(seat, signal) }
      const outcome = await this.#attempt(
        request,
        step,
        seat,
        attempts.length + 1,
        wantedAt,
        signal,
      )
      attempts.push(outcome.attempt)
      if (outcome.completion)
        return { attempts, completion: outcome.completion, ending: 'accepted', reason: null }
      if (signal.aborted)
        return { attempts, completion: null, ending: 'deadline', reason: 'the deadline passed' }
      retryAfterMs = outcome.retryAfterMs
      step = nextStep(attempts, step)
    }
    const last = attempts.at(-1)
    const reason = `${attempts.length} attempts, the last one: ${last?.errorMessage ?? 'no answer'}`
    return { attempts, completion: null, ending: 'exhausted', reason }
  }

  async #attempt(
    request: DispatchRequest,
    step: Step,
    seat: Seat,
    number: number,
    wantedAt: number,
    signal: AbortSignal,
  ): Promise<{ attempt: Attempt; completion: Completion | null; retryAfterMs: number | null }> {
    const startedAt = this.clock.now()
    const chat = this.#chatRequest(request, step)
    const result = await this.#call(seat, chat, signal)
    const context = {
      number,
      seat,
      request: chat,
      startedAt,
      waitedMs: startedAt.getTime() - wantedAt,
      wholeMs: this.#nowMs() - startedAt.getTime(),
    }
    if (result.kind === 'failure') {
      this.#noteFailure(seat, result.failure)
      return {
        attempt: recordAttempt(context, result, result.failure),
        completion: null,
        retryAfterMs: result.failure.retryAfterMs,
      }
    }
    this.pool.noteAnswer(seat.endpoint.id)
    this.pool.find(seat.endpoint.id)?.traffic.completed(this.clock.now(), result.completion.usage)
    const judged = await this.#judge(request, seat, result.completion)
    return {
      attempt: recordAttempt(
        context,
        { kind: 'completion', completion: judged.completion },
        judged.fault,
      ),
      completion: judged.fault ? null : judged.completion,
      retryAfterMs: null,
    }
  }

  async #call(seat: Seat, chat: ChatRequest, deadline: AbortSignal): Promise<ChatResult> {
    const controller = new AbortController()
    const abort = (): void => controller.abort()
    deadline.addEventListener('abort', abort, { once: true })
    const cancel = this.timer.after(this.settings.attemptTimeoutMs, abort)
    try {
      if (deadline.aborted) abort()
      const result = await this.client.complete(seat.endpoint, chat, controller.signal)
      if (
        result.kind === 'failure' &&
        result.failure.errorClass === 'deadline' &&
        !deadline.aborted
      )
        return { kind: 'failure', failure: { ...result.failure, errorClass: 'transport' } }
      return result
    } finally {
      cancel()
      deadline.removeEventListener('abort', abort)
      seat.release()
    }
  }

  async #judge(
    request: DispatchRequest,
    seat: Seat,
    completion: Completion,
  ): Promise<{ completion: Completion; fault: Fault | null }> {
    const inspection = inspectCompletion(completion, await this.#expectedTokens(request, seat))
    if (inspection.kind === 'faulty') return { completion, fault: inspection }
    switch (request.accept(inspection.completion)) {
      case 'accept':
        return { completion: inspection.completion, fault: null }
      case 'refused':
        return { completion: inspection.completion, fault: refused }
      case 'retry':
        return { completion: inspection.completion, fault: unreadable }
    }
  }

  async #expectedTokens(request: DispatchRequest, seat: Seat): Promise<number | null> {
    if (!quirksOf(seat.endpoint.kind).mayTruncatePrompt) return null
    const [policy, content] = request.messages
    const counts = await Promise.all([
      this.tokens.count(policy.content),
      this.tokens.count(content.content),
    ])
    return counts[0] + counts[1] + templateTokens
  }

  #noteFailure(seat: Seat, failure: ChatFailure): void {
    const { id } = seat.endpoint
    const now = this.clock.now()
    this.pool.find(id)?.traffic.failed(now)
    if (failure.errorClass === 'configuration')
      this.pool.noteRefusal(id, `the server refused our key or credit: ${failure.message}`, now)
    else if (failure.httpStatus === null && failure.errorClass === 'transport')
      this.pool.noteSilence(id, failure.message, now)
    else this.pool.noteAnswer(id)
  }

  /** A seat, or the reason why there is none. */
  async #takeSeat(wish: EndpointWish, signal: AbortSignal): Promise<Seat | string> {
    const patience = new AbortController()
    const giveUp = (): void => patience.abort()
    signal.addEventListener('abort', giveUp, { once: true })
    const lookAgain = (): void => {
      if (this.pool.consider(wish).kind === 'none') giveUp()
      else cancel = this.timer.after(this.settings.patienceMs, lookAgain)
    }
    let cancel = this.timer.after(this.settings.patienceMs, lookAgain)
    try {
      if (signal.aborted) giveUp()
      const seat = await this.pool.acquire(wish, patience.signal)
      if (seat) return seat
      const choice = this.pool.consider(wish)
      return choice.kind === 'none' ? choice.reason : 'every endpoint is at its limit'
    } finally {
      cancel()
      signal.removeEventListener('abort', giveUp)
    }
  }

  #backOff(attempts: number, retryAfterMs: number | null, signal: AbortSignal): Promise<void> {
    return this.timer.sleep(backOffMs(attempts, this.randomness.fraction(), retryAfterMs), signal)
  }

  #unseated(reason: string, signal: AbortSignal): { ending: DispatchEnding; reason: string } {
    return { ending: signal.aborted ? 'deadline' : 'no-endpoint', reason }
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

  #deadline(request: DispatchRequest): { signal: AbortSignal; clear: () => void } {
    const controller = new AbortController()
    const abort = (): void => controller.abort()
    const cancel = this.timer.after(request.deadlineMs, abort)
    request.signal?.addEventListener('abort', abort, { once: true })
    if (request.signal?.aborted) abort()
    return {
      signal: controller.signal,
      clear: () => {
        cancel()
        request.signal?.removeEventListener('abort', abort)
      },
    }
  }

  #nowMs(): number {
    return this.clock.now().getTime()
  }
}

interface Fault {
  readonly errorClass: ErrorClass
  readonly message: string
}

const refused: Fault = { errorClass: 'refusal', message: 'the model declined to judge' }
const unreadable: Fault = { errorClass: 'format', message: 'no label could be read from the reply' }

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
