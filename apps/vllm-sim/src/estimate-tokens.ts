/** The chat template adds these around policy and content, and the first of them stand before the policy. */
export const templateTokens = 74
export const preambleTokens = 61

/**
 * Close to what the model's vocabulary counts for Western text (within a tenth or so), without the
 * memory that the vocabulary would take.
 */
export function estimateTokens(text: string): number {
  let count = 0
  for (const [piece] of text.matchAll(/[\p{L}\p{M}]+|\p{N}{1,3}|[^\s\p{L}\p{M}\p{N}]+|\n+/gu)) {
    if (/^\p{L}/u.test(piece)) count += isLatin(piece) ? latinTokens(piece) : piece.length
    else count += Math.ceil(piece.length / 3)
  }
  return count
}

const isLatin = (word: string): boolean => /^[\u0041-\u024f]+$/.test(word)
const latinTokens = (word: string): number => (word.length <= 8 ? 1 : Math.ceil(word.length / 6))
