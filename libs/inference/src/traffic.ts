import type { Usage } from './completion.js'

/** What went through one endpoint in the last minute. */
export interface TrafficReport {
  readonly completed: number
  readonly failed: number
  /** Output tokens a second, over the minute. */
  readonly tokensPerSecond: number
  /** Share of prompt tokens the server had cached; null where it does not say. */
  readonly cachedShare: number | null
}

interface Second {
  at: number
  completed: number
  failed: number
  outputTokens: number
  promptTokens: number
  cachedTokens: number
}

const windowSeconds = 60

/** Counts by the second, so that a minute of any traffic takes the same memory. */
export class Traffic {
  readonly #seconds: Second[] = []

  completed(at: Date, usage: Usage): void {
    const second = this.#second(at)
    second.completed++
    second.outputTokens += usage.completionTokens
    if (usage.cachedTokens === null) return
    second.promptTokens += usage.promptTokens
    second.cachedTokens += usage.cachedTokens
  }

  failed(at: Date): void {
    this.#second(at).failed++
  }

  report(now: Date): TrafficReport {
    const oldest = secondsOf(now) - windowSeconds
    const recent = this.#seconds.filter((second) => second.at > oldest)
    const sum = (count: (second: Second) => number): number =>
      recent.reduce((total, second) => total + count(second), 0)
    const prompt = sum((second) => second.promptTokens)
    return {
      completed: sum((second) => second.completed),
      failed: sum((second) => second.failed),
      tokensPerSecond: sum((second) => second.outputTokens) / windowSeconds,
      cachedShare: prompt === 0 ? null : sum((second) => second.cachedTokens) / prompt,
    }
  }

  #second(instant: Date): Second {
    const at = secondsOf(instant)
    const last = this.#seconds.at(-1)
    if (last && last.at >= at) return last
    const next = {
      at,
      completed: 0,
      failed: 0,
      outputTokens: 0,
      promptTokens: 0,
      cachedTokens: 0,
    }
    this.#seconds.push(next)
    while (this.#seconds[0] && this.#seconds[0].at <= at - windowSeconds) this.#seconds.shift()
    return next
  }
}

const secondsOf = (instant: Date): number => Math.floor(instant.getTime() / 1000)
