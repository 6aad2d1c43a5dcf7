import pg from 'pg'

/** Puts it on the record that these items were erased, as custody's worker does; their words are left to the caller. */
export async function recordErasure(url: string, contentItemIds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c role=assize_eraser' })
  await client.connect()
  try {
    await client.query(
      `WITH erasure AS (
         INSERT INTO record_erasure (id, scope_kind, reason, legal_basis, items, recorded_at)
         VALUES (uuidv7(), 'retention', 'retention', 'retention', cardinality($1::uuid[]), now())
         RETURNING id)
       INSERT INTO record_erased_item (erasure_id, position, content_item_id)
       SELECT erasure.id, at - 1, item FROM erasure, unnest($1::uuid[]) WITH ORDINALITY AS n (item, at)`,
      [contentItemIds],
    )
  } finally {
    await client.end()
  }
}
