import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import { estimateJaccard, nearFrom } from '../near-duplicates.js'

/** A content item that reads like another. */
export interface LikeContent {
  readonly contentItemId: string
  /** 1 where it reads the same, else an estimate of what both have in common. */
  readonly similarity: number
  readonly same: boolean
}

const mostCandidates = 500

/** Finds content that reads the same or nearly so. What was erased is like nothing. */
@Injectable()
export class LikeContentFinder {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The most alike first, at most `most`; the item itself is not among them. */
  async find(contentItemId: string, most: number): Promise<readonly LikeContent[]> {
    const [same, near] = await Promise.all([
      this.same(contentItemId, most),
      this.near(contentItemId),
    ])
    const known = new Set(same.map((each) => each.contentItemId))
    const others = near
      .filter((each) => !known.has(each.contentItemId) && each.similarity >= nearFrom)
      .sort((a, b) => b.similarity - a.similarity || (a.contentItemId < b.contentItemId ? 1 : -1))
    return [...same, ...others].slice(0, most)
  }

  private async same(id: string, most: number): Promise<readonly LikeContent[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT o.id FROM record_content_item o
       WHERE o.fingerprint = (SELECT fingerprint FROM record_content_item WHERE id = $1) AND o.id <> $1
         AND EXISTS (SELECT FROM payload_content_item p WHERE p.content_item_id = $1)
         AND EXISTS (SELECT FROM payload_content_item p WHERE p.content_item_id = o.id)
       ORDER BY o.id DESC LIMIT $2`,
      [id, most],
    )
    return rows.map((row) => ({ contentItemId: row.id, similarity: 1, same: true }))
  }

  private async near(id: string): Promise<readonly LikeContent[]> {
    const [own] = await this.database.query<Sketched>(
      `SELECT signature, bands FROM payload_content_sketch WHERE content_item_id = $1`,
      [id],
    )
    if (!own) return []
    const rows = await this.database.query<Sketched & { id: string }>(
      `SELECT content_item_id AS id, signature, bands FROM payload_content_sketch
       WHERE bands && $1::int[] AND content_item_id <> $2 LIMIT ${mostCandidates}`,
      [own.bands, id],
    )
    return rows.map((row) => ({
      contentItemId: row.id,
      similarity: estimateJaccard(own.signature, row.signature),
      same: false,
    }))
  }
}

interface Sketched {
  readonly signature: Uint8Array
  readonly bands: readonly number[]
}
