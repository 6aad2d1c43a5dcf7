import { bytesOf, contentLimits, type Content } from './content.js'
import { ContentError } from './content-error.js'

/** Refuses content that the model's context cannot hold beside a policy and an answer. */
export abstract class TokenLimit {
  protected abstract countTokens(text: string): number

  /** A token is at least one byte, so most content needs no counting. */
  check(content: Content): void {
    if (bytesOf(content) <= contentLimits.tokens) return
    const tokens = content.messages.reduce(
      (sum, message) => sum + this.countTokens(message.content),
      0,
    )
    if (tokens > contentLimits.tokens)
      throw new ContentError(
        'CONTENT_TOO_LONG',
        `expected at most ${contentLimits.tokens} tokens, saw ${tokens}`,
        { limitTokens: contentLimits.tokens, tokens },
      )
  }
}
