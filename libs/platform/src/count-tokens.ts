import { cutLongRuns } from './cut-long-runs.js'

type Count = (text: string) => number

let loading: Promise<Count> | undefined

/**
 * Tokens of a text in the vocabulary of the gpt-oss models. Text that looks like a control token is counted as ordinary
 * text, and words of absurd length in pieces, so that time grows with the length of the text only.
 */
export async function countTokens(text: string): Promise<number> {
  return (await (loading ??= loadTokenCounter()))(text)
}

/** As `countTokens`, once loaded: the vocabulary takes a third of a second, and memory that not every process needs. */
export async function loadTokenCounter(): Promise<Count> {
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_harmony')
  return (text) =>
    cutLongRuns(text).reduce(
      (sum, piece) => sum + count(piece, { disallowedSpecial: new Set() }),
      0,
    )
}
