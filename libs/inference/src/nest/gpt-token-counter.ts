import { countTokens } from '@assize/platform'
import { TokenCounter } from '../token-counter.js'

export class GptTokenCounter extends TokenCounter {
  count(text: string): Promise<number> {
    return countTokens(text)
  }
}
