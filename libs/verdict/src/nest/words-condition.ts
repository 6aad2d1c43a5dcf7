import { VerdictError } from '../verdict-error.js'
import type { Conditions } from './conditions.js'
import type { SearchedWords, VerdictReader } from './verdict-reader.js'

const mostCharacters = 1_000

/** What is asked for in words, as the database reads a search box; the same reading everywhere. */
export const wordsQuery = "websearch_to_tsquery('simple', ?::text)"

/** The words a filter asks for; null where it asks for none. Throws `FILTER_INVALID` beyond what anybody types. */
export function soughtWords(text: string | null | undefined): string | null {
  const words = text?.trim()
  if (!words) return null
  if (words.length > mostCharacters)
    throw new VerdictError(
      'FILTER_INVALID',
      `expected at most ${mostCharacters} characters to look for, saw ${words.length}`,
    )
  return words
}

/**
 * That the content of `verdict_listing l`, or its trace and rationale, holds the words, looked up for each row: a
 * scalar subquery is one probe by key, and never a scan of everything that holds them.
 */
export function wordsCondition(
  conditions: Conditions,
  text: string | null | undefined,
  reader: VerdictReader,
): void {
  const words = soughtWords(text)
  if (words === null) return
  const parts = [
    part(conditions, reader.content, words, contentHolds),
    part(conditions, reader.trace, words, verdictHolds),
  ].filter((each) => each !== null)
  conditions.holds(parts.length === 0 ? 'FALSE' : `(${parts.join(' OR ')})`)
}

const contentHolds = `coalesce((SELECT p.search @@ ${wordsQuery} FROM payload_content_item p
  WHERE p.content_item_id = l.content_item_id), false)`
const verdictHolds = `coalesce((SELECT p.search @@ ${wordsQuery} FROM payload_verdict p
  WHERE p.verdict_id = l.verdict_id), false)`

function part(
  conditions: Conditions,
  searched: SearchedWords,
  words: string,
  holds: string,
): string | null {
  if (searched === 'none') return null
  const bound = conditions.bind(holds, words)
  if (searched === 'all' || bound === null) return bound
  const own = conditions.bind(searched.condition, searched.readerId)
  return `(${bound} AND ${own})`
}
