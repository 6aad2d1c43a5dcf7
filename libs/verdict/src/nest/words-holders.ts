import type { Sql } from '@assize/platform'
import type { Conditions } from './conditions.js'
import { partsOf } from './listing-parts.js'
import { wordsQuery } from './words-condition.js'
import type { SearchedWords, VerdictReader } from './verdict-reader.js'

/** What holds some words: content items, and verdicts by their trace or rationale; the newest months first. */
export interface Holders {
  readonly contentItemIds: readonly string[]
  readonly verdictIds: readonly string[]
  /** Whether these are all; of what is common, only so many were read. */
  readonly complete: boolean
}

/** Looked up in the indexes of words, at most `most` of either kind. */
export async function holdersOf(
  sql: Sql,
  words: string,
  reader: VerdictReader,
  most: number,
): Promise<Holders> {
  const contentItemIds =
    reader.content === 'none'
      ? []
      : await idsIn(sql, 'payload_content_item', 'content_item_id', words, most)
  // What is common in one place need not be looked for in the other.
  const isCommon = contentItemIds.length > most
  const verdictIds =
    reader.trace === 'none' || isCommon
      ? []
      : await idsIn(sql, 'payload_verdict', 'verdict_id', words, most)
  return {
    contentItemIds: contentItemIds.slice(0, most),
    verdictIds: verdictIds.slice(0, most),
    complete: !isCommon && verdictIds.length <= most,
  }
}

async function idsIn(
  sql: Sql,
  table: string,
  id: string,
  words: string,
  most: number,
): Promise<readonly string[]> {
  const parts = await partsOf(sql, table)
  if (parts.length === 0) return []
  const query = wordsQuery.replaceAll('?', '$1')
  const each = parts.map(
    ({ name }) => `(SELECT ${id} AS id FROM "${name}" WHERE search @@ ${query})`,
  )
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM (${each.join(' UNION ALL ')}) AS held LIMIT ${most + 1}`,
    [words],
  )
  return rows.map((row) => row.id)
}

/** Rows of `verdict_listing l` among the holders, each by words the reader may read. */
export function addHolders(
  conditions: Conditions,
  { contentItemIds, verdictIds }: Holders,
  reader: VerdictReader,
): void {
  const among = (searched: SearchedWords, condition: string, ids: readonly string[]) => {
    if (ids.length === 0 || searched === 'none') return []
    const held = conditions.bind(condition, ids)
    if (searched === 'all') return [`${held}`]
    return [`(${held} AND ${conditions.bind(searched.condition, searched.readerId)})`]
  }
  const parts = [
    ...among(reader.content, 'l.content_item_id = ANY(?::uuid[])', contentItemIds),
    ...among(reader.trace, 'l.verdict_id = ANY(?::uuid[])', verdictIds),
  ]
  conditions.holds(parts.length === 0 ? 'FALSE' : `(${parts.join(' OR ')})`)
}
