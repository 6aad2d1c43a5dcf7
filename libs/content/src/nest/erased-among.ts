import type { Sql } from '@assize/platform'

/**
 * Which of the items were erased. What the platform calls content outlives it in the fact, which nobody can change: who
 * hands facts out asks here first, once for all it shows.
 */
export async function erasedAmong(
  sql: Sql,
  contentItemIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (contentItemIds.length === 0) return new Set()
  const rows = await sql.query<{ id: string }>(
    'SELECT content_item_id AS id FROM record_erased_item WHERE content_item_id = ANY($1::uuid[])',
    [contentItemIds],
  )
  return new Set(rows.map(({ id }) => id))
}
