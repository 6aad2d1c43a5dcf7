import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import type { Sql } from '@assize/platform'
import type { HoldBasis } from '../hold.js'

/** A content item that may not be erased, with the hold that says so. */
export interface HeldItem {
  readonly contentItemId: string
  readonly holdId: string
  readonly basis: HoldBasis
  readonly reference: string
}

/** Who erases holds this lock shared, who places a hold alone: a hold placed meanwhile is seen, or waited for. */
const lockKey = "hashtext('assize.custody')"

/** Which items are under a hold that has neither ended nor been released by two people. */
@Injectable()
export class HeldItems {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async keepHoldsOut(tx: Sql): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(${lockKey})`)
  }

  async keepErasuresOut(tx: Sql): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(${lockKey})`)
  }

  /** The holds in the way of a few items at a time; an item under several is told of each. */
  among(sql: Sql, contentItemIds: readonly string[]): Promise<readonly HeldItem[]> {
    return sql.query<HeldItem>(
      `WITH active AS (
         SELECT h.* FROM record_hold h
         WHERE (h.expires_at IS NULL OR h.expires_at > $2) AND NOT EXISTS (
           SELECT FROM record_hold_release r WHERE r.hold_id = h.id AND r.step = 'confirmed')
       ), asked AS (SELECT unnest($1::uuid[]) AS id), held AS (
         SELECT a.id, h.id AS hold FROM active h JOIN asked a ON a.id = h.content_item_id
         UNION
         SELECT a.id, h.id FROM asked a JOIN payload_author p ON p.content_item_id = a.id
           JOIN active h ON h.author_key = p.author_key
         UNION
         SELECT a.id, h.id FROM active h JOIN review_case c ON c.id = h.case_id
           JOIN asked a ON a.id = c.content_item_id
         UNION
         SELECT a.id, h.id FROM asked a JOIN record_verdict v ON v.content_item_id = a.id
           JOIN active h ON h.policy = v.policy
             AND (h.since IS NULL OR v.decided_at >= h.since) AND (h.until IS NULL OR v.decided_at < h.until)
         UNION
         SELECT a.id, h.id FROM asked a JOIN classification c ON c.content_item_id = a.id
           JOIN active h ON h.policy = c.policy AND c.state = 'pending'
             AND (h.since IS NULL OR c.accepted_at >= h.since) AND (h.until IS NULL OR c.accepted_at < h.until)
       )
       SELECT e.id AS "contentItemId", e.hold AS "holdId", h.basis, h.reference
       FROM held e JOIN active h ON h.id = e.hold ORDER BY e.id, e.hold`,
      [contentItemIds, this.clock.now()],
    )
  }
}
