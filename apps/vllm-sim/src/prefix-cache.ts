import { sha256Hex } from '@assize/kernel'
import { preambleTokens } from './estimate-tokens.js'

const blockTokens = 16

/**
 * Remembers which policies were seen with which effort, as a server's prefix cache would: whole blocks
 * of 16 tokens from the start of the prompt, the least recently used forgotten first.
 */
export class PrefixCache {
  readonly #seen = new Set<string>()
  #asked = 0
  #hit = 0

  constructor(private readonly capacity = 256) {}

  get askedTokens(): number {
    return this.#asked
  }

  get hitTokens(): number {
    return this.#hit
  }

  /** Tokens of this prompt that need no work; the next prompt with the same policy and effort hits. */
  visit(effort: string, policy: string, policyTokens: number, promptTokens: number): number {
    const key = sha256Hex(`${effort}\n${policy}`)
    const known = this.#seen.delete(key)
    this.#seen.add(key)
    const [oldest] = this.#seen
    if (this.#seen.size > this.capacity && oldest !== undefined) this.#seen.delete(oldest)
    const prefix = preambleTokens + policyTokens
    const cached = known ? Math.floor(prefix / blockTokens) * blockTokens : 0
    this.#asked += promptTokens
    this.#hit += cached
    return cached
  }
}
