import { sha256Hex } from '@assize/kernel'

/** How often each prompt came, for as many prompts as memory should hold. */
export class Visits {
  readonly #counts = new Map<string, number>()

  constructor(private readonly capacity = 50_000) {}

  /** 1 for the first time. */
  count(prompt: string): number {
    const key = sha256Hex(prompt).slice(0, 24)
    const visit = (this.#counts.get(key) ?? 0) + 1
    this.#counts.delete(key)
    this.#counts.set(key, visit)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > this.capacity && oldest !== undefined) this.#counts.delete(oldest)
    return visit
  }
}
