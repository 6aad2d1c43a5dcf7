import { loadTokenCounter } from '@assize/platform'
import { TokenLimit } from '../token-limit.js'

/** Counts as the gpt-oss models do, with their vocabulary loaded before the first request. */
export class HarmonyTokenLimit extends TokenLimit {
  private constructor(private readonly count: (text: string) => number) {
    super()
  }

  static async open(): Promise<HarmonyTokenLimit> {
    return new HarmonyTokenLimit(await loadTokenCounter())
  }

  protected countTokens(text: string): number {
    return this.count(text)
  }
}
