import { Injectable } from '@nestjs/common'
import type { Sql } from '@assize/platform'
import type { ErasureScope } from '../erasure.js'

/** Which content items a scope means and whose words are not erased yet. */
@Injectable()
export class ScopeItems {
  /** In the order of their ids, from the one after `after`. */
  async next(
    sql: Sql,
    scope: ErasureScope,
    limit: number,
    after: string | null = null,
  ): Promise<readonly string[]> {
    const { from, value } = meaningOf(scope)
    const rows = await sql.query<{ id: string }>(
      `SELECT i.id FROM (${from}) AS i (id)
       WHERE ($2::uuid IS NULL OR i.id > $2::uuid)
         AND NOT EXISTS (SELECT FROM record_erased_item e WHERE e.content_item_id = i.id)
       ORDER BY i.id LIMIT ${limit}`,
      [value, after],
    )
    return rows.map(({ id }) => id)
  }
}

function meaningOf(scope: ErasureScope): { from: string; value: unknown } {
  switch (scope.kind) {
    case 'content-item':
      return {
        from: 'SELECT r.id FROM record_content_item r WHERE r.id = ANY($1::uuid[])',
        value: scope.contentItemIds,
      }
    case 'author':
      return {
        from: 'SELECT p.content_item_id FROM payload_author p WHERE p.author_key = $1::bytea',
        value: `\\x${scope.authorKey}`,
      }
    case 'external-id':
      return {
        from: 'SELECT r.id FROM record_content_item r WHERE r.external_id = $1::text',
        value: scope.externalId,
      }
  }
}
