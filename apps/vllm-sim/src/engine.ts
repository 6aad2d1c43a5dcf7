import { Chance } from './chance.js'
import { estimateTokens, templateTokens } from './estimate-tokens.js'
import { drawFault } from './faults/fault-shares.js'
import { wireFaults, type WireFault } from './faults/wire-faults.js'
import { generate } from './generate.js'
import type { ChatRequest } from './http/chat-request.js'
import { VllmError, badRequest } from './http/vllm-error.js'
import type { SimulatorOptions } from './options.js'
import { PrefixCache } from './prefix-cache.js'
import type { ReplayLibrary } from './replay/replay-library.js'
import { readTurns } from './read-turns.js'
import { Visits } from './visits.js'

/** A reply ready to be sent, with the time it should take. */
export interface Reply {
  readonly mode: 'generate' | 'replay'
  readonly trace: string
  readonly text: string | null
  readonly finishReason: string
  readonly promptTokens: number
  readonly completionTokens: number
  readonly reasoningTokens: number
  readonly cachedTokens: number
  readonly latencyMs: number
}

/** Decides what a prompt gets; knows nothing of HTTP beyond the shape of a refusal. */
export class Engine {
  readonly prefixes = new PrefixCache()
  readonly #visits = new Visits()

  constructor(
    private readonly options: SimulatorOptions,
    private readonly library: ReplayLibrary | null,
  ) {}

  /** Faults of the wire depend on the server and on how often the prompt came, so that a retry can succeed. */
  wireFault(request: ChatRequest): WireFault | null {
    const visit = this.#visits.count(JSON.stringify([request.policy, request.turns]))
    const { seed, name, faults } = this.options
    const chance = new Chance(seed, name, visit, request.policy, contentOf(request))
    return drawFault<(typeof wireFaults)[number]>(wireFaults, faults, chance)
  }

  reply(request: ChatRequest): Reply {
    const policyTokens = estimateTokens(request.policy)
    const contentTokens = request.turns.reduce((sum, turn) => sum + estimateTokens(turn.content), 0)
    const promptTokens = policyTokens + contentTokens + templateTokens
    if (promptTokens > this.options.maxModelLen)
      throw badRequest(
        `This model's maximum context length is ${this.options.maxModelLen} tokens. However, your request has ${promptTokens} input tokens.`,
        'input_tokens',
      )
    const cachedTokens = this.prefixes.visit(
      request.effort,
      request.policy,
      policyTokens,
      promptTokens,
    )
    const reply = this.#recorded(request, promptTokens) ?? this.#madeUp(request, promptTokens)
    return limited({ ...reply, cachedTokens }, request.maxTokens)
  }

  #recorded(request: ChatRequest, promptTokens: number): Reply | null {
    const recording = this.library?.find(request)
    if (!recording) {
      if (this.library && this.options.unknownPairs === 'refuse')
        throw new VllmError(404, 'NotFoundError', 'no recording of this policy and content')
      return null
    }
    const reasoningTokens = recording.reasoningTokens ?? estimateTokens(recording.trace)
    return {
      mode: 'replay',
      trace: recording.trace,
      text: recording.text,
      finishReason: recording.finishReason,
      promptTokens: recording.promptTokens ?? promptTokens,
      completionTokens:
        recording.completionTokens ?? reasoningTokens + estimateTokens(recording.text),
      reasoningTokens,
      cachedTokens: 0,
      latencyMs: (recording.latencyMs ?? 0) * this.options.latencyFactor,
    }
  }

  #madeUp(request: ChatRequest, promptTokens: number): Reply {
    const { policy, effort } = request
    const { seed, faults, meanLatencyMs, latencyFactor } = this.options
    const written = generate({ seed, policy, content: contentOf(request), effort }, faults)
    const reasoningTokens = estimateTokens(written.trace)
    return {
      mode: 'generate',
      trace: written.trace,
      text: written.text,
      finishReason: written.finishReason,
      promptTokens,
      completionTokens: reasoningTokens + estimateTokens(written.text ?? '') + 10,
      reasoningTokens,
      cachedTokens: 0,
      latencyMs: meanLatencyMs * latencyFactor * written.pace * effortPace[effort],
    }
  }
}

const effortPace = { low: 0.5, medium: 1, high: 2.5 } as const

/** The words of the content, each turn on its own line. */
const contentOf = ({ turns }: ChatRequest): string =>
  readTurns(turns)
    .map((turn) => turn.content)
    .join('\n')

/** A reply longer than its limit loses its answer first, as the trace comes before it. */
function limited(reply: Reply, maxTokens: number | null): Reply {
  if (maxTokens === null || reply.completionTokens <= maxTokens) return reply
  const kept = Math.floor((reply.trace.length * maxTokens) / reply.completionTokens)
  return {
    ...reply,
    trace: reply.trace.slice(0, kept),
    text: null,
    finishReason: 'length',
    completionTokens: maxTokens,
    reasoningTokens: maxTokens,
  }
}
