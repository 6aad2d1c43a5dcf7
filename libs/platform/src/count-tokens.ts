import { setImmediate } from 'node:timers/promises'
import { cutLongRuns } from './cut-long-runs.js'

type Count = (text: string) => number

let loading: Promise<Count> | undefined

/**
 * Tokens of a text in the vocabulary of the gpt-oss models. Text that looks like a control token is counted as ordinary
 * text, and words of absurd length in pieces, so that time grows with the length of the text only.
 */
export async function countTokens(text: string): Promise<number> {
  const count = await (loading ??= loadTokenCounter())
  let tokens = 0
  for (let from = 0; from < text.length;) {
    if (from > 0) await setImmediate()
    const to = endOfPiece(text, from)
    tokens += count(text.slice(from, to))
    from = to
  }
  return tokens
}

/** Long texts are counted in turns, so that nobody waits for all of one; where a line ends, no token goes on. */
const atOnce = 65_536

function endOfPiece(text: string, from: number): number {
  if (text.length - from <= atOnce) return text.length
  const line = text.lastIndexOf('\n', from + atOnce)
  return line > from ? line + 1 : from + atOnce
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
