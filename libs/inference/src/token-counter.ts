/** Counts tokens as the model does, for the counts a server leaves out. */
export abstract class TokenCounter {
  abstract count(text: string): Promise<number>
}

/** The chat template adds these to policy and content. */
export const templateTokens = 74

/** A few characters a token: good enough where no vocabulary is loaded. */
export class RoughTokenCounter extends TokenCounter {
  count(text: string): Promise<number> {
    return Promise.resolve(Math.ceil(text.length / 4))
  }
}
