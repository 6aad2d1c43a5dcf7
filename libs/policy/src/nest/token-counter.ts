import { Injectable } from '@nestjs/common'
import { cutLongRuns } from '../index.js'

type CountTokens = (text: string) => number

const kept = 1024

/** Tokens of policy texts in the model's vocabulary, loaded at first use; each text is counted once. */
@Injectable()
export class TokenCounter {
  private readonly counts = new Map<string, number>()
  private counting: Promise<CountTokens> | null = null

  /** `blob` names the text. */
  async count(blob: string, text: string): Promise<number> {
    const known = this.counts.get(blob)
    if (known !== undefined) return known
    this.counting ??= load()
    const countTokens = await this.counting
    const count = cutLongRuns(text).reduce((sum, piece) => sum + countTokens(piece), 0)
    if (this.counts.size >= kept) this.counts.clear()
    this.counts.set(blob, count)
    return count
  }
}

/** Text that looks like a special token is counted as ordinary text. */
async function load(): Promise<CountTokens> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_harmony')
  return (text) => countTokens(text, { disallowedSpecial: new Set() })
}
