import { TokenCounter } from '../token-counter.js'

type CountTokens = (text: string) => number

/** The harmony vocabulary, loaded at first use: importing it takes a third of a second. */
export class GptTokenCounter extends TokenCounter {
  #counting: Promise<CountTokens> | null = null

  async count(text: string): Promise<number> {
    this.#counting ??= load()
    return (await this.#counting)(text)
  }
}

/** Text that looks like a special token is counted as ordinary text: content is never markup. */
async function load(): Promise<CountTokens> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_harmony')
  return (text) => countTokens(text, { disallowedSpecial: new Set() })
}
