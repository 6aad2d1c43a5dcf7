import type { Statements } from '@assize/custody'
import type { QuotedWords } from '../quoted-words.js'
import { wordsQuery } from './words-condition.js'

/** Something that quotes content, named by an id of its own. */
export interface Quoting extends QuotedWords {
  readonly id: string
}

/**
 * Which of these quote content that is about to be erased, and nothing that stays: words that other content still holds
 * are not the words of what goes, and a search for a common word would else be lost to every erasure. A few hundred
 * quotations and items at a time.
 */
export async function quotingErased(
  sql: Statements,
  quotings: readonly Quoting[],
  contentItemIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (quotings.length === 0 || contentItemIds.length === 0) return new Set()
  const byWords = await holdsWords(sql, quotings, contentItemIds)
  const found = await holdsName(sql, quotings, contentItemIds)
  const stays = new Map<string, boolean>()
  for (const { id, words } of quotings) {
    if (words === null || !byWords.has(id) || found.has(id)) continue
    const stay = stays.get(words) ?? (await stillHeld(sql, words, contentItemIds))
    stays.set(words, stay)
    if (!stay) found.add(id)
  }
  return found
}

/** Not everything is in the search index yet: what was accepted moments ago is read as it stands. */
const indexedCharacters = 100_000
const contentVector = `coalesce(p.search, to_tsvector('simple', left((
  SELECT string_agg(m ->> 'content', ' ') FROM jsonb_array_elements(p.body -> 'messages') AS m
), ${indexedCharacters})))`
const verdictVector = `coalesce(p.search, to_tsvector('simple',
  left(concat_ws(' ', p.rationale, p.trace), ${indexedCharacters})))`

async function holdsWords(
  sql: Statements,
  quotings: readonly Quoting[],
  contentItemIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const sought = quotings.filter(({ words }) => words !== null)
  if (sought.length === 0) return new Set()
  const rows = await sql.query<{ id: string }>(
    `WITH texts AS MATERIALIZED (
       SELECT ${contentVector} AS search FROM payload_content_item p
       WHERE p.content_item_id = ANY($1::uuid[])
       UNION ALL
       SELECT ${verdictVector} FROM record_verdict v JOIN payload_verdict p ON p.verdict_id = v.id
       WHERE v.content_item_id = ANY($1::uuid[])
     ), quoted AS MATERIALIZED (
       SELECT q.id, websearch_to_tsquery('simple', q.words) AS query
       FROM unnest($2::uuid[], $3::text[]) AS q (id, words))
     SELECT q.id FROM quoted q WHERE numnode(q.query) > 0
       AND EXISTS (SELECT FROM texts t WHERE t.search @@ q.query)`,
    [contentItemIds, sought.map(({ id }) => id), sought.map(({ words }) => words)],
  )
  return new Set(rows.map(({ id }) => id))
}

/** By what the platform called it, where nothing that stays is called so. */
async function holdsName(
  sql: Statements,
  quotings: readonly Quoting[],
  contentItemIds: readonly string[],
): Promise<Set<string>> {
  const named = quotings.flatMap(({ id, externalIds }) => externalIds.map((name) => ({ id, name })))
  if (named.length === 0) return new Set()
  const isCalled = (item: string, table: string) =>
    `SELECT FROM ${table} r WHERE r.external_id = q.name AND r.${item} = ANY($1::uuid[])`
  const isKept = (item: string, table: string) =>
    `SELECT FROM ${table} r WHERE r.external_id = q.name AND r.${item} <> ALL($1::uuid[])
       AND NOT EXISTS (SELECT FROM record_erased_item e WHERE e.content_item_id = r.${item})`
  const rows = await sql.query<{ id: string }>(
    `SELECT q.id FROM unnest($2::uuid[], $3::text[]) AS q (id, name)
     WHERE (EXISTS (${isCalled('id', 'record_content_item')})
         OR EXISTS (${isCalled('content_item_id', 'record_verdict')}))
       AND NOT EXISTS (${isKept('id', 'record_content_item')})
       AND NOT EXISTS (${isKept('content_item_id', 'record_verdict')})`,
    [contentItemIds, named.map(({ id }) => id), named.map(({ name }) => name)],
  )
  return new Set(rows.map(({ id }) => id))
}

async function stillHeld(
  sql: Statements,
  words: string,
  contentItemIds: readonly string[],
): Promise<boolean> {
  const query = wordsQuery.replaceAll('?', '$1')
  const held = await sql.query(
    `SELECT FROM payload_content_item p
     WHERE p.search @@ ${query} AND p.content_item_id <> ALL($2::uuid[]) LIMIT 1`,
    [words, contentItemIds],
  )
  if (held.length > 0) return true
  const spoken = await sql.query(
    `SELECT FROM payload_verdict p WHERE p.search @@ ${query}
       AND NOT EXISTS (SELECT FROM record_verdict v
         WHERE v.id = p.verdict_id AND v.content_item_id = ANY($2::uuid[])) LIMIT 1`,
    [words, contentItemIds],
  )
  return spoken.length > 0
}
