import { normalForm } from './fingerprint.js'

/** Neighbouring tokens that make one shingle. */
const width = 3
/** A longer text is told by its start; what follows changes little and costs as much again. */
const mostTokens = 20_000

const token = new RegExp(
  [
    // Scripts written without spaces, character by character with their marks.
    '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}]\\p{M}*',
    // Elsewhere a word is a run of letters and digits.
    '(?:(?![\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}])[\\p{L}\\p{M}\\p{N}])+',
  ].join('|'),
  'gu',
)

/**
 * What two texts are compared by: every run of three neighbouring words, or characters where a script has no spaces, in
 * one case and normal form, without punctuation. A text of fewer is one shingle; a text without any word is none.
 */
export function shinglesOf(text: string): ReadonlySet<string> {
  const tokens = (normalForm(text).toLowerCase().match(token) ?? []).slice(0, mostTokens)
  if (tokens.length === 0) return new Set()
  if (tokens.length <= width) return new Set([tokens.join(' ')])
  return new Set(
    tokens
      .slice(0, tokens.length - width + 1)
      .map((_, at) => tokens.slice(at, at + width).join(' ')),
  )
}

/** How much two sets have in common: the share of their union that is in both; 1 for two empty ones. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((each) => b.has(each)).length
  const union = a.size + b.size - shared
  return union === 0 ? 1 : shared / union
}
