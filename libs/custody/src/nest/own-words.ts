import { Injectable } from '@nestjs/common'
import { ErasureStep, type Reach, type Statements } from '../erasure-step.js'

const minute = "interval '1 minute'"

/**
 * Content's own words: every table of words that is keyed by the content item, whichever room made it. With them go
 * the names by which the platform could find the item again, and the digests of the bodies it was sent in.
 */
@Injectable()
export class OwnWords extends ErasureStep {
  readonly name = 'content'

  async reach(sql: Statements, ids: readonly string[]): Promise<readonly Reach[]> {
    const [counts] = await sql.query<{ content: number; authors: number }>(
      `SELECT (SELECT count(*)::int FROM payload_content_item WHERE content_item_id = ANY($1::uuid[])) AS content,
         (SELECT count(*)::int FROM payload_author WHERE content_item_id = ANY($1::uuid[])) AS authors`,
      [ids],
    )
    return [
      { kind: 'content', count: counts?.content ?? 0 },
      { kind: 'author', count: counts?.authors ?? 0 },
    ]
  }

  async erase(tx: Statements, ids: readonly string[]): Promise<number> {
    let gone = 0
    for (const table of await this.tables(tx)) {
      const rows = await tx.query(
        `DELETE FROM "${table}" WHERE content_item_id = ANY($1::uuid[]) RETURNING 1`,
        [ids],
      )
      gone += rows.length
    }
    await this.forgetNames(tx, ids)
    return gone
  }

  /** Words under a table made later are erased by this too, without anybody remembering to say so here. */
  private async tables(tx: Statements): Promise<readonly string[]> {
    const rows = await tx.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'content_item_id' AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'payload\\_%'
         AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
    )
    return rows.map(({ name }) => name)
  }

  private async forgetNames(tx: Statements, ids: readonly string[]): Promise<void> {
    const where = 'content_item_id = ANY($1::uuid[]) AND external_id IS NOT NULL'
    await tx.query(`UPDATE verdict_listing SET external_id = NULL WHERE ${where}`, [ids])
    await tx.query(`UPDATE classification SET external_id = NULL WHERE ${where}`, [ids])
    // A body was sent, accepted and filed within one transaction: its digest lies within moments of the acceptance.
    await tx.query(
      `UPDATE submission s SET body_sha256 = 'erased'
       FROM classification c
       WHERE c.content_item_id = ANY($1::uuid[]) AND s.classification_ids @> ARRAY[c.id]
         AND s.created_at BETWEEN c.accepted_at - ${minute} AND c.accepted_at + ${minute}`,
      [ids],
    )
  }
}
