/**
 * The values asked for last, bounded by the sum of their sizes. For what never changes once it is known, so that no
 * entry is ever stale.
 */
export class BoundedCache<Value> {
  readonly #kept = new Map<string, Value>()
  #held = 0

  /** A value larger than `largest` is left out, so that one never drives out the rest. */
  constructor(
    private readonly most: number,
    private readonly sizeOf: (value: Value) => number,
    private readonly largest = most / 8,
  ) {}

  get held(): number {
    return this.#held
  }

  find(key: string): Value | undefined {
    const value = this.#kept.get(key)
    if (value === undefined) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, value)
    return value
  }

  keep(key: string, value: Value): void {
    const size = this.sizeOf(value)
    if (size > this.largest || this.#kept.has(key)) return
    this.#kept.set(key, value)
    this.#held += size
    for (const [oldest, dropped] of this.#kept) {
      if (this.#held <= this.most) break
      this.#kept.delete(oldest)
      this.#held -= this.sizeOf(dropped)
    }
  }
}
