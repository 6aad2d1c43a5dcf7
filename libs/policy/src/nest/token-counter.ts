import { Injectable } from '@nestjs/common'
import { countTokens } from '@assize/platform'

const kept = 1024

/** Tokens of policy texts in the model's vocabulary; each text is counted once. */
@Injectable()
export class TokenCounter {
  private readonly counts = new Map<string, number>()

  /** `blob` names the text. */
  async count(blob: string, text: string): Promise<number> {
    const known = this.counts.get(blob)
    if (known !== undefined) return known
    const count = await countTokens(text)
    if (this.counts.size >= kept) this.counts.clear()
    this.counts.set(blob, count)
    return count
  }
}
