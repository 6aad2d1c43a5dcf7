/** Numbers that a text decides: the same seed gives the same corruptions. */
export class SeededRandom {
  private state: number

  constructor(seed: string) {
    let hash = 2166136261
    for (let i = 0; i < seed.length; i += 1)
      hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619) >>> 0
    this.state = hash
  }

  /** Uniform in [0, 1). Source: mulberry32. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  below(limit: number): number {
    return Math.floor(this.fraction() * limit)
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)]
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }
}
