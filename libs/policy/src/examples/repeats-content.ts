import { normalForm } from '@assize/content'

/** So many words in a row are a quotation: fewer are how people speak. */
const mostInARow = 7
/** Contents of fewer words are said by chance. */
const leastWhole = 3

/** Letters that are written without spaces count as words of their own. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu

/**
 * Whether words quote content: eight of its words in a row, or all of content that is shorter. Case, marks and white
 * space do not tell them apart, nor do characters that nobody sees.
 */
export function repeatsContent(said: string, content: string): boolean {
  const [mine, theirs] = [wordsOf(said), wordsOf(content)]
  if (theirs.length < leastWhole) return theirs.length > 0 && mine.join(' ') === theirs.join(' ')
  const length = Math.min(mostInARow + 1, theirs.length)
  const runs = new Set(runsOf(theirs, length))
  return runsOf(mine, length).some((run) => runs.has(run))
}

const wordsOf = (text: string): string[] =>
  normalForm(text.normalize('NFKC').replace(/\p{Cf}/gu, ''))
    .toLowerCase()
    .match(word) ?? []

const runsOf = (words: readonly string[], length: number): string[] =>
  words.slice(length - 1).map((_, from) => words.slice(from, from + length).join(' '))
